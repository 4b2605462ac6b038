/** Containers that show their children elsewhere or only sometimes. */
import { portals } from "../../nodes";
import { mediaText } from "../../observers";
import { part, text, truth } from "../component";
import type { ComponentFactory } from "../component";

/** `<root-portal>`: its children stand above the page, outside of what might cut or move them. */
export const rootPortal: ComponentFactory = (element, context) => {
  const holder = part("portal");
  portals.set(holder, element);
  let isOn = true;
  const place = (): void => {
    const target = isOn && element.isConnected ? context.surroundings.layer(element) : element;
    if (holder.parentElement !== target) target.append(holder);
  };
  element.append(holder);
  return {
    content: holder,
    prop(name, value) {
      if (name !== "enable") return;
      isOn = truth(value);
      place();
    },
    ready: place,
    children: place,
    dispose: () => holder.remove(),
  };
};

const MEDIA = ["minWidth", "maxWidth", "width", "minHeight", "maxHeight", "height", "orientation"];

/** `<match-media>`: its children are seen while the frame is so wide, so high, or held so. */
export const matchMedia: ComponentFactory = (element) => {
  const wanted = new Map<string, number | string>();
  let list: MediaQueryList | null = null;
  const decide = (): void => {
    element.hidden = list?.matches === false;
  };
  const watch = (): void => {
    list?.removeEventListener("change", decide);
    list = window.matchMedia(mediaText(Object.fromEntries(wanted)));
    list.addEventListener("change", decide);
    decide();
  };
  return {
    prop(name, value) {
      if (!MEDIA.includes(name)) return;
      if (value === undefined || value === null || value === "") wanted.delete(name);
      else wanted.set(name, name === "orientation" ? text(value) : Number(value));
      watch();
    },
    dispose: () => list?.removeEventListener("change", decide),
  };
};
