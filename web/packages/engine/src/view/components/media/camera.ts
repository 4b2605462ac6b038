/**
 * camera.
 *
 * | method | arguments | result |
 * |---|---|---|
 * | takePhoto | {quality, selfieMirror} | {tempImagePath, width, height} from the host's own camera sheet; refused when it was closed |
 * | setZoom | {zoom} | {zoom: 1} |
 * | startRecord, stopRecord | | refused: not offered |
 *
 * The frame may not see through a camera: the host asks the person and takes the picture. Questions to the host: "camera" {} ->
 * {isAllowed}, "takePhoto" {quality, devicePosition} -> {tempImagePath, width, height} or null.
 *
 * Told: initdone {maxZoom}, error {errMsg}, stop {}.
 */
import { part, text, type ComponentFactory } from "../component";
import { named } from "./clock";
import { glyph } from "./glyphs";

const WORDS = {
  zh_CN: { ready: "拍照时将打开系统相机", refused: "未获得相机权限", open: "去授权" },
  en: { ready: "Your camera opens when a picture is taken", refused: "The camera is not allowed", open: "Allow" },
};

export const camera: ComponentFactory = (element, context) => {
  const words = WORDS[context.surroundings.language()];
  const face = part("camera");
  const note = part("camera-note");
  const over = part("camera-over");
  const allow = part("camera-allow", "button") as HTMLButtonElement;
  allow.type = "button";
  allow.textContent = words.open;
  allow.addEventListener("click", () => void ask());
  face.append(glyph("camera"), note, allow);
  element.append(face, over);
  const props: Record<string, unknown> = {};

  function draw(isAllowed: boolean): void {
    note.textContent = isAllowed ? words.ready : words.refused;
    allow.hidden = isAllowed;
  }

  async function ask(): Promise<void> {
    const answer = (await context.call("camera", {}).catch(() => null)) as { isAllowed?: boolean } | null;
    const isAllowed = answer?.isAllowed === true;
    draw(isAllowed);
    if (isAllowed) context.emit("initdone", { maxZoom: 1 });
    else context.emit("error", { errMsg: "camera:fail auth deny" });
  }

  draw(true);
  return {
    content: over,
    prop(name, value) {
      props[name] = value;
    },
    ready: () => void ask(),
    fields: (name) => (name === "context" || name === "node" ? { methods: ["takePhoto", "setZoom", "startRecord", "stopRecord"] } : undefined),
    async method(name, args) {
      if (name === "setZoom") return { zoom: 1 };
      if (name !== "takePhoto") throw new Error("not supported");
      const wish = { quality: named(args)["quality"] ?? "normal", devicePosition: text(props["devicePosition"]) || "back" };
      const photo = await context.call("takePhoto", wish).catch(() => null);
      if (photo === null) throw new Error("cancel");
      return photo;
    },
    shown(isShown) {
      if (!isShown) context.emit("stop", {});
    },
  };
};
