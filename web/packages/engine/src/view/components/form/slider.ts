/**
 * slider.
 *
 * No methods. Told: `changing` {value} while dragging, `change` {value} on release; two-way: `value`.
 */
import { number, text, truth, type ComponentFactory } from "../component";
import { announce, type Field } from "./field";
import { at, pressed, scale, share, snap } from "./slider-model";

export const slider: ComponentFactory = (element, context) => {
  const [wrapper, area, line] = [made("wrapper"), made("tap-area"), made("handle-wrapper")];
  const [track, thumb, shown] = [made("track"), made("thumb"), made("value")];
  line.append(track, thumb);
  area.append(line);
  wrapper.append(area, shown);
  element.append(wrapper);

  const props: Record<string, unknown> = {};
  let value = 0;
  let isDragged = false;
  const range = () => scale(number(props["min"], 0), number(props["max"], 100), number(props["step"], 1));
  const isDisabled = () => truth(props["disabled"]);

  function draw(): void {
    const size = Math.min(28, Math.max(12, number(props["blockSize"], 28)));
    const percent = `${String(share(range(), value) * 100)}%`;
    line.style.backgroundColor = text(props["backgroundColor"] ?? props["color"]);
    track.style.backgroundColor = text(props["activeColor"] ?? props["selectedColor"]);
    track.style.width = thumb.style.left = percent;
    thumb.style.width = thumb.style.height = `${String(size)}px`;
    thumb.style.margin = `${String(-size / 2)}px 0 0 ${String(-size / 2)}px`;
    thumb.style.backgroundColor = text(props["blockColor"]);
    shown.hidden = !truth(props["showValue"]);
    shown.textContent = String(value);
    announce(element, "slider", isDisabled(), { valuemin: range().min, valuemax: range().max, valuenow: value });
  }

  function go(to: number, told: "changing" | "change" | null): void {
    const isNew = to !== value;
    value = props["value"] = to;
    draw();
    if (isNew) context.value("value", value);
    if (told === "change" || (told === "changing" && isNew)) context.emit(told, { value });
  }

  function follow(event: PointerEvent, told: "changing" | "change"): void {
    const box = area.getBoundingClientRect();
    go(at(range(), box.width > 0 ? (event.clientX - box.left) / box.width : 0), told);
  }

  area.addEventListener("pointerdown", (event) => {
    if (isDisabled() || event.button !== 0) return;
    isDragged = true;
    area.setPointerCapture(event.pointerId);
    follow(event, "changing");
  });
  area.addEventListener("pointermove", (event) => {
    if (isDragged) follow(event, "changing");
  });
  area.addEventListener("pointerup", (event) => {
    if (!isDragged) return;
    isDragged = false;
    follow(event, "change");
  });
  area.addEventListener("pointercancel", () => {
    if (!isDragged) return;
    isDragged = false;
    go(value, "change");
  });
  element.addEventListener("keydown", (event) => {
    const to = isDisabled() ? null : pressed(range(), value, event.key);
    if (to === null) return;
    event.preventDefault();
    go(to, "change");
  });

  const self: Field = {
    prop(name, given) {
      props[name] = given;
      // What the program says while a finger is on the handle is its answer to an older place.
      if (["value", "min", "max", "step"].includes(name) && !isDragged) value = snap(range(), number(props["value"], range().min));
      draw();
    },
    disabled: isDisabled,
    fieldName: () => text(props["name"]),
    value: () => value,
    reset: () => go(range().min, null),
  };
  draw();
  return self;
};

// Programs restyle these parts by their names.
function made(name: string): HTMLElement {
  const element = document.createElement("div");
  element.className = `wx-slider-${name}`;
  return element;
}
