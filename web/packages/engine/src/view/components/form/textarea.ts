/**
 * textarea.
 *
 * Methods as input. Told: input {value, cursor, keyCode}, focus, blur {value, cursor}, confirm {value}, linechange {height, heightRpx,
 * lineCount}, keyboardheightchange, selectionchange, keyboardcomposition*. Two-way: `value`. What an `input` handler returns is
 * not taken here: the platform does that for input only.
 */
import { truth, type ComponentFactory } from "../component";
import { textField } from "./text-field";

export const textarea: ComponentFactory = (element, context) => {
  const control = document.createElement("textarea");
  let lines = 0;

  function measure(): void {
    if (!control.isConnected) return;
    const isGrowing = truth(field.props["autoHeight"]);
    element.toggleAttribute("auto-height", isGrowing);
    const look = getComputedStyle(control);
    const padding = Number.parseFloat(look.paddingTop) + Number.parseFloat(look.paddingBottom);
    // "normal" is no number: one empty row says how high a line is.
    control.style.height = "auto";
    const lineHeight = Number.parseFloat(look.lineHeight) || control.clientHeight - padding || 1;
    control.style.height = "0";
    const height = control.scrollHeight;
    control.style.height = isGrowing ? `${String(height)}px` : "";
    const count = Math.max(1, Math.round((height - padding) / lineHeight));
    if (count === lines) return;
    lines = count;
    context.emit("linechange", { height, heightRpx: (height * 750) / (window.innerWidth || 375), lineCount: count });
  }

  // Measured once a frame: reading a height after each property would lay the page out each time.
  const later = () => context.frame(measure);
  const field = textField(element, context, control, { confirms: (type) => type !== "return", defaultConfirm: "return", changed: later });
  control.rows = 1;
  const shared = { prop: field.prop?.bind(field), method: field.method?.bind(field) };
  return Object.assign(field, {
    prop(name: string, value: unknown) {
      shared.prop?.(name, value);
      if (name === "disableDefaultPadding") element.toggleAttribute("bare", truth(value));
      if (name === "fixed") element.toggleAttribute("fixed", truth(value));
    },
    method: (name: string, args: Record<string, unknown>) => shared.method?.(name, name === "handled" ? {} : args),
  });
};
