/** `<navigator>`: a tap goes to a page or to another program. */
import { text } from "../component";
import type { ComponentFactory } from "../component";

const KNOWN = ["target", "url", "openType", "delta", "appId", "path", "extraData", "version", "shortLink"];

export const navigator: ComponentFactory = (element, context) => {
  const given: Record<string, unknown> = {};
  element.setAttribute("role", "link");
  element.tabIndex = 0;
  return {
    prop(name, value) {
      if (KNOWN.includes(name)) given[name] = value;
    },
    activate() {
      context.navigate({ ...given, openType: text(given["openType"]) || "navigate", target: text(given["target"]) || "self" });
    },
  };
};
