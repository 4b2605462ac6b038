/** `<button>`: its look by attributes, its tap for forms and for what only the host may ask. */
import { part, text, truth } from "../component";
import type { ComponentFactory } from "../component";

/** What goes along when the host is asked. */
const CARRIED = [
  "lang", "sessionFrom", "sendMessageTitle", "sendMessagePath", "sendMessageImg", "appParameter", "showMessageCard",
  "phoneNumberNoQuotaToast", "needShowEntrance", "entrancePath", "businessId", "scope", "groupId", "guildId", "publicId", "chatType",
];

export const button: ComponentFactory = (element, context) => {
  const given: Record<string, unknown> = {};
  const spinner = part("spinner wx-button-loading", "i");
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  const isDisabled = (): boolean => truth(given["disabled"]);

  const reflect = (name: string, value: unknown): void => {
    const isFlag = name === "plain" || name === "disabled" || name === "loading";
    if (isFlag) element.toggleAttribute(name, truth(value));
    else if (truth(value)) element.setAttribute(name, text(value));
    else element.removeAttribute(name);
  };

  return {
    prop(name, value) {
      given[name] = value;
      if (name === "type" || name === "size" || name === "plain" || name === "disabled" || name === "loading") reflect(name, value);
      if (name === "disabled") {
        element.setAttribute("aria-disabled", String(isDisabled()));
        element.tabIndex = isDisabled() ? -1 : 0;
      }
      if (name !== "loading") return;
      if (truth(value)) element.prepend(spinner);
      else spinner.remove();
      element.setAttribute("aria-busy", String(truth(value)));
    },
    activate() {
      if (isDisabled()) return;
      const formType = text(given["formType"]);
      if (formType === "submit" || formType === "reset") void context.above("form")?.component.method?.(formType, {});
      const openType = text(given["openType"]);
      if (openType === "") return;
      context.open(openType, Object.fromEntries(CARRIED.filter((name) => name in given).map((name) => [name, given[name]])));
    },
    disabled: isDisabled,
  };
};
