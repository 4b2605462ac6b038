/**
 * picker-view, picker-view-column.
 *
 * No methods for programs. Told: change {value: [index, …]} when a wheel rests (when it is let go with immediate-change), pickstart {},
 * pickend {}; two-way: `value`.
 */
import { part, text, truth, type Component, type ComponentContext, type ComponentFactory } from "../component";
import { type Field } from "../form/field";
import { Wheel } from "./wheel";

interface Column extends Component {
  index(): number;
  want(index: number): void;
  dress(props: Record<string, unknown>, context: ComponentContext): void;
}

export const pickerView: ComponentFactory = (element, context) => {
  const row = part("wheels");
  element.append(row);
  const props: Record<string, unknown> = {};
  let told: number[] = [];

  const columns = () => context.below("picker-view-column").map((placed) => placed.component as Column);
  const value = () => columns().map((column) => column.index());

  function spread(): void {
    const wanted = Array.isArray(props["value"]) ? (props["value"] as unknown[]) : [];
    columns().forEach((column, at) => column.want(Number(wanted[at] ?? 0) || 0));
    told = value();
  }

  function tell(): void {
    const now = value();
    if (now.length === told.length && now.every((one, at) => one === told[at])) return;
    told = now;
    props["value"] = now;
    context.value("value", now);
    context.emit("change", { value: now });
  }

  const self: Field = {
    content: row,
    prop(name, given) {
      props[name] = given;
      if (name === "value") spread();
      else columns().forEach((column) => column.dress(props, context));
    },
    children() {
      columns().forEach((column) => column.dress(props, context));
      spread();
    },
    ready: () => self.children?.(),
    method(name) {
      if (name === "started") context.emit("pickstart", {});
      if (name === "turned" && truth(props["immediateChange"])) tell();
      if (name === "filled") spread();
      if (name !== "settled") return;
      tell();
      context.emit("pickend", {});
    },
    fieldName: () => text(props["name"]),
    value,
    reset() {
      props["value"] = [];
      spread();
      context.value("value", value());
    },
  };
  return self;
};

const ITEM_HEIGHT = 34;

export const pickerViewColumn: ComponentFactory = (element, context) => {
  const track = part("wheel-items");
  const mask = part("wheel-mask");
  const indicator = part("wheel-indicator");
  element.append(track, mask, indicator);
  element.tabIndex = 0;
  element.setAttribute("role", "spinbutton");

  let item = ITEM_HEIGHT;
  const view = () => context.above("picker-view")?.component;
  const wheel = new Wheel({
    port: element,
    track,
    count: () => track.children.length,
    item: () => item,
    reducedMotion: () => context.surroundings.reducedMotion(),
    started: () => view()?.method?.("started", {}),
    turned: () => {
      speak();
      view()?.method?.("turned", {});
    },
    settled: () => view()?.method?.("settled", {}),
  });

  function measure(): void {
    const height = indicator.offsetHeight;
    if (height === 0 || height === item) return;
    item = height;
    track.style.setProperty("--hutong-item", `${String(item)}px`);
    wheel.set(wheel.index);
  }

  function name(): void {
    const at = [...(element.parentElement?.children ?? [])].indexOf(element) + 1;
    if (!element.hasAttribute("aria-label")) element.ariaLabel = context.surroundings.language() === "en" ? `Column ${String(at)}` : `第 ${String(at)} 列`;
  }

  function speak(): void {
    const words = track.children[wheel.index]?.textContent.trim() ?? "";
    element.setAttribute("aria-valuenow", String(wheel.index));
    element.setAttribute("aria-valuetext", words);
  }

  // The program gives the height of an item through indicator-style, in any unit, and may give it while nothing is shown.
  const sizes = new ResizeObserver(measure);
  sizes.observe(indicator);

  const self: Column = {
    content: track,
    index: () => wheel.index,
    want(index) {
      if (!wheel.isTurning && (index !== wheel.index || wheel.index >= track.children.length)) wheel.set(index);
      speak();
    },
    dress(props, of) {
      indicator.style.cssText = of.style(text(props["indicatorStyle"]));
      indicator.className = `hutong-wheel-indicator ${text(props["indicatorClass"])}`;
      mask.style.cssText = of.style(text(props["maskStyle"]));
      mask.className = `hutong-wheel-mask ${text(props["maskClass"])}`;
      measure();
    },
    children: () => view()?.method?.("filled", {}),
    ready() {
      name();
      view()?.children?.();
    },
    dispose: () => sizes.disconnect(),
  };
  return self;
};
