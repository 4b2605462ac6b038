/** Markers with their callouts and labels, and the old controls: small elements that stand on the map. */
import { number, part, text, truth, type ComponentContext } from "../component";
import { each, placeOf } from "./paint";
import { toScreen, type Camera, type Place } from "./mercator";

type Loose = Record<string, unknown>;

export interface Mark {
  id: number;
  place: Place;
  props: Loose;
  element: HTMLElement;
  picture: HTMLElement;
  callout: HTMLElement | null;
}

const PIN = "M14 1C7 1 2 6 2 12.6 2 21 14 33 14 33s12-12 12-20.4C26 6 21 1 14 1Z";

export class Marks {
  readonly layer = part("map-marks");
  readonly marks: Mark[] = [];
  #opened: number | null = null;

  constructor(
    readonly context: ComponentContext,
    /** A callout was opened or closed. */
    readonly changed: () => void,
  ) {}

  set(given: unknown): void {
    for (const mark of this.marks.splice(0)) mark.element.remove();
    this.add(given);
  }

  add(given: unknown): void {
    each(given).forEach((props, at) => {
      const place = placeOf(props);
      if (place) this.#put(number(props["id"], at), place, props);
    });
  }

  remove(ids: unknown): void {
    const wanted = Array.isArray(ids) ? ids.map(Number) : [];
    for (const id of wanted) {
      const at = this.marks.findIndex((mark) => mark.id === id);
      if (at >= 0) this.marks.splice(at, 1)[0]?.element.remove();
    }
  }

  isOpen(mark: Mark): boolean {
    return mark.id === this.#opened;
  }

  find(id: unknown): Mark | undefined {
    return this.marks.find((mark) => mark.id === Number(id));
  }

  draw(camera: Camera): void {
    for (const mark of this.marks) {
      const { x, y } = toScreen(camera, mark.place);
      mark.element.style.transform = `translate(${String(x)}px,${String(y)}px)`;
    }
  }

  /** How far above its place a marker reaches. */
  reach(mark: Mark): number {
    const height = mark.picture.querySelector("img") ? Number(pixelsOf(mark.props["height"]) ?? 34) : 34;
    return height * number(each([mark.props["anchor"]])[0]?.["y"], 1);
  }

  /** A press on the bare map closes what a press on a marker opened. */
  close(): void {
    this.#open(null);
  }

  #put(id: number, place: Place, props: Loose): void {
    const element = part("map-mark");
    const mark: Mark = { id, place, props, element, picture: this.#picture(props), callout: null };
    element.append(mark.picture);
    element.style.zIndex = String(number(props["zIndex"], 0));
    const title = text(props["title"]);
    const callout = each([props["callout"]])[0] ?? (title === "" ? undefined : { content: title });
    if (callout && text(callout["content"]) !== "") {
      mark.callout = this.#callout(mark, callout);
      element.append(mark.callout);
    }
    const label = each([props["label"]])[0];
    if (label) element.append(this.#label(mark, label));
    mark.picture.addEventListener("click", () => {
      this.#open(id);
      this.#tell("markertap", { markerId: id });
    });
    this.layer.append(element);
    this.marks.push(mark);
  }

  #picture(props: Loose): HTMLElement {
    const holder = part("map-pin", "button") as HTMLButtonElement;
    holder.type = "button";
    holder.ariaLabel = text(props["ariaLabel"]) || text(props["title"]) || text(each([props["callout"]])[0]?.["content"]) || `#${text(props["id"])}`;
    const anchor = each([props["anchor"]])[0] ?? {};
    const source = text(props["iconPath"]);
    const [width, height] = source === "" ? [28, 34] : [pixelsOf(props["width"]), pixelsOf(props["height"])];
    holder.style.opacity = text(props["alpha"]);
    const turn = number(props["rotate"], 0);
    holder.style.transform = `translate(${String(-number(anchor["x"], 0.5) * 100)}%,${String(-number(anchor["y"], 1) * 100)}%) rotate(${String(turn)}deg)`;
    holder.style.transformOrigin = `${String(number(anchor["x"], 0.5) * 100)}% ${String(number(anchor["y"], 1) * 100)}%`;
    if (source === "") holder.append(pin());
    else {
      const image = document.createElement("img");
      image.alt = "";
      image.draggable = false;
      if (width) image.style.width = width + "px";
      if (height) image.style.height = height + "px";
      void this.context.load(source).then((address) => (image.src = address));
      holder.append(image);
    }
    return holder;
  }

  #callout(mark: Mark, props: Loose): HTMLElement {
    const callout = part("map-callout", "button") as HTMLButtonElement;
    callout.type = "button";
    callout.textContent = text(props["content"]);
    dress(callout, props, { padding: 8, radius: 6 });
    const [x, y] = [number(props["anchorX"], 0), number(props["anchorY"], 0)];
    callout.style.transform = `translate(-50%,-100%) translate(${String(x)}px,${String(y - this.reach(mark) - 8)}px)`;
    callout.hidden = text(props["display"]) !== "ALWAYS";
    callout.dataset["display"] = text(props["display"]) || "BYCLICK";
    callout.addEventListener("click", () => this.#tell("callouttap", { markerId: mark.id }));
    return callout;
  }

  #label(mark: Mark, props: Loose): HTMLElement {
    const label = part("map-label", "button") as HTMLButtonElement;
    label.type = "button";
    label.textContent = text(props["content"]);
    dress(label, props, { padding: 0, radius: 0 });
    label.style.transform = `translate(${String(number(props["anchorX"] ?? props["x"], 0))}px,${String(number(props["anchorY"] ?? props["y"], 0))}px)`;
    label.addEventListener("click", () => this.#tell("labeltap", { markerId: mark.id }));
    return label;
  }

  #open(id: number | null): void {
    this.#opened = id;
    this.changed();
    for (const mark of this.marks) {
      if (mark.callout?.dataset["display"] === "BYCLICK") mark.callout.hidden = mark.id !== this.#opened;
    }
  }

  #tell(type: string, detail: Record<string, unknown>): void {
    this.context.emit(type, detail, { extra: detail });
  }
}

/** The old controls: pictures at fixed places of the map. */
export function controlElements(given: unknown, context: ComponentContext): HTMLElement[] {
  return each(given).map((props) => {
    const control = part("map-control", "button") as HTMLButtonElement;
    control.type = "button";
    const at = each([props["position"]])[0] ?? {};
    const image = document.createElement("img");
    image.alt = "";
    for (const side of ["left", "top"] as const) control.style[side] = `${String(number(at[side], 0))}px`;
    for (const side of ["width", "height"] as const) if (at[side] !== undefined) image.style[side] = `${String(number(at[side], 0))}px`;
    void context.load(text(props["iconPath"])).then((address) => (image.src = address));
    control.append(image);
    if (truth(props["clickable"])) {
      control.addEventListener("click", () => context.emit("controltap", { controlId: props["id"] }, { extra: { controlId: props["id"] } }));
    }
    return control;
  });
}

function dress(element: HTMLElement, props: Loose, standard: { padding: number; radius: number }): void {
  const { style } = element;
  style.color = text(props["color"]);
  style.fontSize = `${String(number(props["fontSize"], 14))}px`;
  style.borderRadius = `${String(number(props["borderRadius"], standard.radius))}px`;
  style.border = `${String(number(props["borderWidth"], 0))}px solid ${text(props["borderColor"]) || "transparent"}`;
  style.backgroundColor = text(props["bgColor"]);
  style.padding = `${String(number(props["padding"], standard.padding))}px`;
  style.textAlign = text(props["textAlign"]);
}

function pixelsOf(value: unknown): string | null {
  const size = number(value, NaN);
  if (Number.isNaN(size)) return null;
  return String(/rpx\s*$/.test(text(value)) ? (size * window.innerWidth) / 750 : size);
}

function pin(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 28 34");
  svg.setAttribute("width", "28");
  svg.setAttribute("height", "34");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PIN);
  path.setAttribute("fill", "#c24a0c");
  path.setAttribute("stroke", "#fff");
  path.setAttribute("stroke-width", "1.5");
  const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  dot.setAttribute("cx", "14");
  dot.setAttribute("cy", "12.5");
  dot.setAttribute("r", "4.2");
  dot.setAttribute("fill", "#fff");
  svg.append(path, dot);
  return svg;
}
