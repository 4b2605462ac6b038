/**
 * picker.
 *
 * | method | arguments | result |
 * |---|---|---|
 * | show | {} | opens the sheet, as a tap does |
 *
 * Told: change {value} (selector: index as text; multiSelector: indexes; time, date: text; region: names, code, postcode), cancel {},
 * columnchange {column, value} of multiSelector; two-way: `value`.
 */
import { text, truth, type ComponentContext, type ComponentFactory } from "../component";
import { announce, type Field } from "../form/field";
import { choose, readDivisions, startingValue, type Choosing, type PickerProps } from "./modes";
import type { Division } from "./regions";
import { Sheet } from "./sheet";

let divisions: Division[] | null = null;

/** The divisions come once, from the house's own files, when the first person wants to choose one. */
async function loadDivisions(context: ComponentContext): Promise<Division[]> {
  if (divisions) return divisions;
  const answer = (await context.call("hutongRegions", {})) as { text?: unknown } | null;
  const read = readDivisions(text(answer?.text));
  // A messenger that could not fetch them is asked again next time.
  if (read.length > 0) divisions = read;
  return read;
}

export const picker: ComponentFactory = (element, context) => {
  const props: PickerProps & Record<string, unknown> = {};
  let sheet: Sheet | null = null;
  let choosing: Choosing | null = null;
  const mode = () => text(props["mode"]) || "selector";
  const isDisabled = () => truth(props["disabled"]);

  function state(): Choosing {
    const now = new Date();
    const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
    return choose(mode(), props, context.surroundings.language(), today, divisions ?? []);
  }

  async function open(): Promise<void> {
    if (sheet || isDisabled()) return;
    if (mode() === "region") await loadDivisions(context).catch(() => []);
    if (sheet || !element.isConnected) return;
    choosing = state();
    sheet = new Sheet({ surroundings: context.surroundings, opener: element, title: text(props["headerText"]), turned, confirmed, cancelled }, choosing);
    announce(element, "button", false, { expanded: true, haspopup: "dialog" });
  }

  function turned(column: number, index: number): void {
    if (!choosing) return;
    choosing = choosing.turn(column, index);
    sheet?.show(choosing);
    if (mode() === "multiSelector") context.emit("columnchange", { column, value: index });
  }

  function close(): void {
    sheet?.close();
    sheet = choosing = null;
    announce(element, "button", isDisabled(), { expanded: false, haspopup: "dialog" });
  }

  function confirmed(): void {
    const detail = choosing?.detail();
    close();
    if (!detail) return;
    props["value"] = detail["value"];
    context.value("value", detail["value"]);
    context.emit("change", detail);
  }

  function cancelled(): void {
    close();
    context.emit("cancel", {});
  }

  // While the sheet is open the program answers `columnchange` with new ranges: what the person has turned to stays,
  // except where the program says otherwise.
  function follow(name: string): void {
    if (!sheet || !choosing) return;
    const held = mode() === "multiSelector" && name !== "value" ? { ...props, value: choosing.indexes } : props;
    choosing = choose(mode(), held, context.surroundings.language(), { year: 2000, month: 1, day: 1 }, divisions ?? []);
    sheet.show(choosing);
  }

  const self: Field = {
    prop(name, value) {
      props[name] = value;
      if (["range", "rangeKey", "value", "start", "end"].includes(name)) context.frame(name === "value" ? followValue : followRange);
      announce(element, "button", isDisabled(), { haspopup: "dialog", expanded: sheet !== null });
    },
    method(name) {
      if (name === "show") void open();
    },
    activate: () => void open(),
    disabled: isDisabled,
    fieldName: () => text(props["name"]),
    value: () => startingValue(mode(), props["value"]),
    reset() {
      props["value"] = { multiSelector: [], region: [], date: "", time: "" }[mode()] ?? 0;
      context.value("value", props["value"]);
    },
    shown(isShown) {
      if (!isShown && sheet) cancelled();
    },
    dispose: close,
  };
  const followValue = () => follow("value");
  const followRange = () => follow("range");
  announce(element, "button", false, { haspopup: "dialog", expanded: false });
  return self;
};
