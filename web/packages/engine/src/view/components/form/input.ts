/**
 * input.
 *
 * | method | arguments | result |
 * |---|---|---|
 * | focus, blur | {} | |
 * | handled | {value?}: what the `input` handler returned | the field takes it |
 *
 * Told: input {value, cursor, keyCode}, focus {value, height}, blur {value, cursor}, change {value}, confirm {value},
 * keyboardheightchange {height, duration}, selectionchange, keyboardcompositionstart / update / end {data}. Two-way: `value`.
 */
import { text, truth, type ComponentFactory } from "../component";
import { textField } from "./text-field";

export const input: ComponentFactory = (element, context) => {
  const control = document.createElement("input");
  const field = textField(element, context, control, { confirms: () => true, defaultConfirm: "done" });
  const shared = field.prop?.bind(field);
  return Object.assign(field, {
    prop(name: string, value: unknown) {
      shared?.(name, value);
      if (name !== "password" && name !== "type") return;
      const isSecret = truth(field.props["password"]) || text(field.props["type"]) === "safe-password";
      control.type = isSecret ? "password" : "text";
      control.autocomplete = isSecret ? "new-password" : "off";
    },
  });
};
