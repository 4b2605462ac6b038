/** wx.canIUse, from what is really there: functions that were added, arguments their shapes name, components of the engine. */
import type { Kit } from "./kit";
import { fieldsOf } from "./shapes";

/** Values of arguments and attributes that programs ask about, beyond their names. */
const CHOICES: Record<string, string> = {
  "button.open-type":
    "contact share getPhoneNumber getUserInfo openSetting feedback chooseAvatar agreePrivacyAuthorization",
  "navigator.open-type": "navigate redirect switchTab reLaunch navigateBack exit",
  "image.mode": "scaleToFill aspectFit aspectFill widthFix heightFix top bottom center left right top_left top_right bottom_left bottom_right",
  "input.type": "text number idcard digit nickname",
  "canvas.type": "2d webgl",
  "picker.mode": "selector multiSelector time date region",
  "request.object.method": "OPTIONS GET HEAD POST PUT DELETE TRACE CONNECT",
  "showToast.object.icon": "success error loading none",
};

export function canIUseFrom(kit: Kit, supported: (name: string) => boolean): (schema: unknown) => boolean {
  const rows = (text = ""): Map<string, Set<string>> =>
    new Map(text.split("\n").map((line) => {
      const [name = "", ...rest] = line.split(" ");
      return [name, new Set(rest)];
    }));
  let tables: { components: Map<string, Set<string>>; results: Map<string, Set<string>> } | undefined;
  const choice = (place: string, value: string | undefined): boolean => value === undefined || (CHOICES[place]?.split(" ").includes(value) ?? false);

  function ofFunction(name: string, parts: string[]): boolean {
    if (!supported(name)) return false;
    const [kind, field, value] = parts;
    if (kind === undefined) return true;
    if (field === undefined) return ["object", "success", "fail", "complete", "return", "callback"].includes(kind);
    if (kind === "object") {
      const known = fieldsOf(kit.shapes.get(name) ?? "").some((one) => one.name === field) || ["success", "fail", "complete"].includes(field);
      return known && choice(`${name}.object.${field}`, value);
    }
    if (kind === "return" && /^get.*(Sync|Info|Setting|Rect)$/.test(name)) {
      const result = (kit.wx[name] as () => Record<string, unknown>)();
      return typeof result === "object" && field in result;
    }
    return (kind === "success" || kind === "return") && (tables?.results.get(name)?.has(field) ?? false);
  }

  return (schema) => {
    if (typeof schema !== "string") return false;
    const { known } = kit.seam.boot;
    tables ??= { components: rows(known?.components), results: rows(known?.results) };
    const [name = "", ...parts] = schema.split(".");
    if (Object.hasOwn(kit.wx, name)) return ofFunction(name, parts);
    const [member, value] = parts;
    const made = kit.classes.get(name);
    if (made) return member === undefined || (member in made && !String(member).startsWith("_"));
    const attributes = tables.components.get(name);
    if (!attributes) return false;
    return member === undefined || (attributes.has(member) && choice(`${name}.${member}`, value));
  };
}
