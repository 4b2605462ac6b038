/**
 * checkbox, checkbox-group, radio, radio-group, switch.
 *
 * No methods. Told: checkbox-group `change` {value: [value, …]}, radio-group `change` {value}, switch `change` {value: boolean};
 * two-way: `checked` of checkbox, radio and switch.
 */
import { part, text, truth, type Component, type ComponentContext, type ComponentFactory } from "../component";
import { announce, type Field } from "./field";

/** A checkbox or radio as its group sees it. */
export interface Choice extends Component {
  isChecked(): boolean;
  choose(isChecked: boolean): void;
  choiceValue(): string;
}

export const checkbox: ComponentFactory = (element, context) => choice(element, context, "checkbox");
export const radio: ComponentFactory = (element, context) => choice(element, context, "radio");

function choice(element: HTMLElement, context: ComponentContext, kind: "checkbox" | "radio"): Choice {
  // Programs restyle these parts by their names, so the names are part of the platform.
  const wrapper = named(`wx-${kind}-wrapper`);
  const mark = named(`wx-${kind}-input`);
  const content = part("choice-content", "span");
  wrapper.append(mark, content);
  element.append(wrapper);

  let isChecked = false;
  let isDisabled = false;
  let value = "";
  let color = "";

  function draw(): void {
    mark.classList.toggle(`wx-${kind}-input-checked`, isChecked);
    mark.classList.toggle(`wx-${kind}-input-disabled`, isDisabled);
    if (kind === "checkbox") mark.style.color = isDisabled ? "" : color;
    else mark.style.backgroundColor = mark.style.borderColor = isChecked && !isDisabled ? color : "";
    announce(element, kind, isDisabled, { checked: isChecked });
  }

  const self: Choice = {
    content,
    prop(name, given) {
      if (name === "checked") {
        isChecked = truth(given);
        if (isChecked && kind === "radio") leaveOthers();
      } else if (name === "disabled") isDisabled = truth(given);
      else if (name === "value") value = text(given);
      else if (name === "color") color = text(given);
      draw();
    },
    // Before this the group was not to be found; of several that are checked at first the last stays.
    ready() {
      if (isChecked && kind === "radio") leaveOthers();
    },
    isChecked: () => isChecked,
    choiceValue: () => value,
    choose(wanted) {
      if (isChecked === wanted) return;
      isChecked = wanted;
      draw();
      context.value("checked", isChecked);
    },
    activate() {
      if (isDisabled || (kind === "radio" && isChecked)) return;
      self.choose(!isChecked);
      if (kind === "radio") leaveOthers();
      context.above(`${kind}-group`)?.component.method?.("chosen", {});
    },
    disabled: () => isDisabled,
  };

  function leaveOthers(): void {
    for (const other of context.above("radio-group")?.component.method?.("choices", {}) as Choice[] | undefined ?? []) {
      if (other !== self) other.choose(false);
    }
  }

  draw();
  return self;
}

export const checkboxGroup: ComponentFactory = (element, context) => group(element, context, "checkbox");
export const radioGroup: ComponentFactory = (element, context) => group(element, context, "radio");

function group(element: HTMLElement, context: ComponentContext, kind: "checkbox" | "radio"): Field {
  let name = "";
  const choices = () => context.below(kind).map((placed) => placed.component as Choice);
  element.setAttribute("role", kind === "radio" ? "radiogroup" : "group");

  const self: Field = {
    prop(prop, value) {
      if (prop === "name") name = text(value);
    },
    fieldName: () => name,
    value() {
      const values = choices().filter((one) => one.isChecked()).map((one) => one.choiceValue());
      return kind === "checkbox" ? values : (values[0] ?? "");
    },
    reset() {
      for (const one of choices()) one.choose(false);
    },
    method(asked) {
      if (asked === "choices") return choices();
      if (asked === "chosen") context.emit("change", { value: self.value() });
      return undefined;
    },
  };
  if (kind === "radio") element.addEventListener("keydown", (event) => walk(event, choices()));
  return self;
}

/** Arrow keys go from one radio of a group to the next and choose it. */
function walk(event: KeyboardEvent, choices: Choice[]): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const radios = choices.filter((one) => !one.disabled?.());
  if (step === undefined || radios.length === 0) return;
  event.preventDefault();
  const elements = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("wx-radio:not([disabled])")];
  const now = Math.max(0, elements.findIndex((one) => one === document.activeElement));
  const to = (now + step + radios.length) % radios.length;
  elements[to]?.focus();
  radios[to]?.activate?.();
}

export const switch_: ComponentFactory = (element, context) => {
  const wrapper = named("wx-switch-wrapper");
  const track = named("wx-switch-input");
  const box = named("wx-checkbox-input");
  wrapper.append(track, box);
  element.append(wrapper);

  let isChecked = false;
  let isDisabled = false;
  let isBox = false;
  let color = "";
  let name = "";

  function draw(): void {
    track.hidden = isBox;
    box.hidden = !isBox;
    track.classList.toggle("wx-switch-input-checked", isChecked);
    track.classList.toggle("wx-switch-input-disabled", isDisabled);
    box.classList.toggle("wx-checkbox-input-checked", isChecked);
    box.classList.toggle("wx-checkbox-input-disabled", isDisabled);
    track.style.backgroundColor = track.style.borderColor = isChecked ? color : "";
    box.style.color = color;
    announce(element, isBox ? "checkbox" : "switch", isDisabled, { checked: isChecked });
  }

  function choose(wanted: boolean): void {
    isChecked = wanted;
    draw();
    context.value("checked", isChecked);
  }

  const self: Field = {
    prop(prop, value) {
      if (prop === "checked") isChecked = truth(value);
      else if (prop === "disabled") isDisabled = truth(value);
      else if (prop === "type") isBox = value === "checkbox";
      else if (prop === "color") color = text(value);
      else if (prop === "name") name = text(value);
      draw();
    },
    activate() {
      if (isDisabled) return;
      choose(!isChecked);
      context.emit("change", { value: isChecked });
    },
    disabled: () => isDisabled,
    fieldName: () => name,
    value: () => isChecked,
    reset() {
      if (isChecked) choose(false);
    },
  };
  draw();
  return self;
};

function named(name: string): HTMLElement {
  const made = document.createElement("div");
  made.className = name;
  return made;
}
