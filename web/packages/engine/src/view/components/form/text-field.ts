/** What input and textarea share: the native control inside, the placeholder over it, and the program's hand on both. */
import { number, part, text, truth, type ComponentContext } from "../component";
import { type Field } from "./field";
import { Echo, canType, insert, keyboard, limit, replacement } from "./text-model";

export type Control = HTMLInputElement | HTMLTextAreaElement;

export interface TextField extends Field {
  control: Control;
  props: Record<string, unknown>;
}

interface Kind {
  /** Does Enter confirm, with this confirm-type? */
  confirms(confirmType: string): boolean;
  defaultConfirm: string;
  /** After the text or the look of it changed. */
  changed?(): void;
}

export function textField(element: HTMLElement, context: ComponentContext, control: Control, kind: Kind): TextField {
  const placeholder = part("placeholder");
  control.className = "hutong-text";
  control.autocomplete = "off";
  control.spellcheck = false;
  const stack = part("field");
  stack.append(placeholder, control);
  element.append(stack);

  const props: Record<string, unknown> = {};
  const echo = new Echo();
  let given: string | null = null;
  let isComposing = false;
  let told = "";
  let atFocus = "";
  let atComposing = "";
  let cursor = -1;
  let keyCode = 0;
  const type = () => text(props["type"]) || "text";
  const maxlength = () => number(props["maxlength"], 140);
  const confirmType = () => text(props["confirmType"]) || kind.defaultConfirm;

  function changed(): void {
    placeholder.hidden = control.value !== "";
    kind.changed?.();
  }

  function set(value: string, at?: number): void {
    const fits = limit(value, maxlength());
    if (control.value !== fits) control.value = fits;
    told = fits;
    if (at !== undefined && document.activeElement === control) control.setSelectionRange(at, at);
    changed();
  }

  function tell(): void {
    const value = control.value;
    // A letter too many changed nothing.
    if (value === told) return;
    told = value;
    echo.told(value, performance.now());
    context.value("value", value);
    context.emit("input", { value, cursor: control.selectionStart ?? value.length, keyCode });
  }

  control.addEventListener("beforeinput", (event) => {
    const typed = (event as InputEvent).data;
    if (typed !== null && !isComposing && !canType(type(), typed)) event.preventDefault();
  });
  control.addEventListener("input", (event) => {
    placeholder.hidden = control.value !== "";
    if (isComposing || (event as InputEvent).isComposing) return;
    cut();
    changed();
    tell();
  });

  /** The browser has written more than fits: what was typed gives way, what stood there stays. */
  function cut(): void {
    const most = maxlength();
    if (most < 0 || control.value.length <= most) return;
    const end = control.selectionStart ?? control.value.length;
    const start = Math.max(0, end - (control.value.length - before.length));
    const next = insert(control.value.slice(0, start) + control.value.slice(end), start, start, control.value.slice(start, end), most);
    control.value = limit(next.value, most);
    control.setSelectionRange(next.cursor, next.cursor);
  }
  let before = "";
  const note = () => {
    before = control.value.slice(0, control.selectionStart ?? 0) + control.value.slice(control.selectionEnd ?? 0);
  };
  for (const moment of ["keydown", "beforeinput", "paste", "compositionstart"]) control.addEventListener(moment, note);

  control.addEventListener("compositionstart", (event) => {
    isComposing = true;
    atComposing = control.value;
    context.emit("keyboardcompositionstart", { data: (event as CompositionEvent).data });
  });
  control.addEventListener("compositionupdate", (event) => {
    context.emit("keyboardcompositionupdate", { data: (event as CompositionEvent).data });
  });
  control.addEventListener("compositionend", (event) => {
    isComposing = false;
    context.emit("keyboardcompositionend", { data: (event as CompositionEvent).data });
    cut();
    changed();
    tell();
    if (given !== null) set(given);
    given = null;
  });

  control.addEventListener("focus", () => {
    atFocus = control.value;
    select();
    context.emit("focus", { value: control.value, height: 0 });
    context.emit("keyboardheightchange", { height: 0, duration: 0 });
    watchKeyboard(true);
  });
  control.addEventListener("blur", () => {
    watchKeyboard(false);
    if (control.value !== atFocus) context.emit("change", { value: control.value });
    context.emit("blur", { value: control.value, cursor: control.selectionStart ?? control.value.length });
  });
  control.addEventListener("keydown", (event) => {
    const key = event as KeyboardEvent;
    keyCode = key.keyCode;
    if (key.key !== "Enter" || key.isComposing || isComposing || !kind.confirms(confirmType()) || (key.shiftKey && control instanceof HTMLTextAreaElement)) return;
    key.preventDefault();
    context.emit("confirm", { value: control.value });
    if (!truth(props["confirmHold"])) control.blur();
  });
  control.addEventListener("select", () => {
    context.emit("selectionchange", { selectionStart: control.selectionStart, selectionEnd: control.selectionEnd });
  });

  // A phone's keyboard makes the frame lower, or the messenger says how high it stands.
  let full = window.innerHeight;
  const onResize = () => keyboardAt(Math.max(0, full - window.innerHeight));
  const onKeyboard = (event: Event) => keyboardAt(Number((event as CustomEvent).detail) || 0);
  function keyboardAt(height: number): void {
    context.emit("keyboardheightchange", { height, duration: 250 });
    if (truth(props["adjustPosition"] ?? true)) control.scrollIntoView({ block: "nearest" });
  }
  function watchKeyboard(isOn: boolean): void {
    window.removeEventListener("resize", onResize);
    window.removeEventListener("hutong-keyboard", onKeyboard);
    if (!isOn) return;
    full = window.innerHeight;
    window.addEventListener("resize", onResize);
    window.addEventListener("hutong-keyboard", onKeyboard);
  }

  function select(): void {
    const start = number(props["selectionStart"], -1);
    const end = number(props["selectionEnd"], -1);
    if (start >= 0 && end >= 0) control.setSelectionRange(start, end);
    else if (cursor >= 0) control.setSelectionRange(cursor, cursor);
  }

  function focus(isWanted: boolean): void {
    if (!isWanted) return control.blur();
    if (control.disabled || document.activeElement === control) return;
    control.focus({ preventScroll: !truth(props["adjustPosition"] ?? true) });
    // Who is brought here goes on writing; a finger puts the cursor where it touched.
    control.setSelectionRange(control.value.length, control.value.length);
    select();
  }

  function take(value: unknown): void {
    const wanted = text(value);
    // An echo of what stood before the composition would wipe out what is being composed.
    if (isComposing) given = wanted === control.value || wanted === atComposing ? null : wanted;
    else if (document.activeElement !== control || echo.takes(wanted, context.listens("input"), performance.now())) set(wanted);
  }

  let isReady = false;
  // Without a name of its own a field is read by its placeholder.
  let isNamed = false;
  const first = () => focus(true);
  const self: TextField = {
    control,
    props,
    prop(name, value) {
      props[name] = value;
      if (name === "value") take(value);
      else if (name === "placeholder") placeholder.textContent = control.ariaPlaceholder = text(value);
      else if (name === "ariaLabel") isNamed = text(value) !== "";
      else if (name === "placeholderStyle") placeholder.style.cssText = context.style(text(value));
      else if (name === "placeholderClass") placeholder.className = `hutong-placeholder ${context.tag}-placeholder ${text(value)}`;
      else if (name === "disabled") control.disabled = truth(value);
      else if (name === "maxlength") set(control.value);
      else if (name === "cursorColor") control.style.caretColor = text(value);
      else if (name === "cursor") cursor = number(value, -1);
      else if (name === "focus" && isReady) focus(truth(value));
      if (["cursor", "selectionStart", "selectionEnd"].includes(name) && document.activeElement === control) select();
      if (name === "ariaLabel" || (name === "placeholder" && !isNamed)) control.ariaLabel = text(value);
      if (name === "type" || name === "confirmType") Object.assign(control, keyboard(type(), confirmType()));
      kind.changed?.();
    },
    ready() {
      isReady = true;
      kind.changed?.();
      // A page is made before it is shown, and what is hidden takes no focus.
      if (truth(props["focus"]) || truth(props["autoFocus"])) context.frame(first);
    },
    method(name, args) {
      if (name === "focus" || name === "blur") focus(name === "focus");
      if (name !== "handled") return;
      const isNewest = echo.handled(performance.now());
      const instead = replacement(args["value"]);
      if (!instead || !isNewest || isComposing) return;
      set(instead.value, instead.cursor);
      context.value("value", control.value);
    },
    fields: (name) => (name === "value" ? control.value : undefined),
    fieldName: () => text(props["name"]),
    value: () => control.value,
    reset() {
      set("");
      context.value("value", "");
    },
    activate: () => focus(true),
    disabled: () => control.disabled,
    dispose: () => watchKeyboard(false),
  };
  Object.assign(control, keyboard("text", kind.defaultConfirm));
  placeholder.className = `hutong-placeholder ${context.tag}-placeholder`;
  return self;
}
