/** `<icon>`: nine drawings of our own in the colours the platform gives them. */
import { part, text } from "../component";
import type { ComponentFactory } from "../component";

const DISC = "M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22z";
const RING = `${DISC}M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 0 0 0-19z`;
const CROSS = "M8.5 7.4L12 10.9l3.5-3.5 1.1 1.1L13.1 12l3.5 3.5-1.1 1.1L12 13.1l-3.5 3.5-1.1-1.1L10.9 12 7.4 8.5z";

const DRAWN: Readonly<Record<string, { path: string; color: string }>> = {
  success: { path: `${DISC}M10.6 17.1L6 12.5l1.25-1.25 3.35 3.35 6.2-6.7 1.3 1.2z`, color: "#09bb07" },
  success_no_circle: { path: "M9.3 19L2.6 12.3l1.7-1.7 5 5L19.7 5.2l1.7 1.7z", color: "#09bb07" },
  info: { path: `${DISC}M12 6a1.25 1.25 0 1 0 0 2.5A1.25 1.25 0 0 0 12 6zM11 10.4v7.2h2v-7.2z`, color: "#10aeff" },
  warn: { path: `${DISC}M11 6v7.8h2V6zM12 15.6a1.25 1.25 0 1 0 0 2.5a1.25 1.25 0 0 0 0-2.5z`, color: "#f76260" },
  waiting: { path: `${DISC}M11.1 6.2v6.3l4.3 4.3 1.2-1.2-3.8-3.8V6.2z`, color: "#10aeff" },
  cancel: { path: `${RING}${CROSS}`, color: "#f43530" },
  download: { path: `${RING}M11.2 6.2v7.5L8.4 10.9 7.3 12l4.7 4.7 4.7-4.7-1.1-1.1-2.8 2.8V6.2z`, color: "#09bb07" },
  search: { path: "M10.4 3a7.4 7.4 0 1 1 0 14.8a7.4 7.4 0 0 1 0-14.8zM10.4 4.6a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 0 0 0-11.6zM15.1 16.2l1.1-1.1 5.2 5.2-1.1 1.1z", color: "#b2b2b2" },
  clear: { path: `${DISC}${CROSS}`, color: "#b2b2b2" },
  safe: { path: "M12 1.2l9 3.2v6.8c0 5.4-3.7 9.8-9 11.6c-5.3-1.8-9-6.2-9-11.6V4.4zM10.8 16.4l6-6.4-1.2-1.2-4.8 5.1-2.6-2.6-1.2 1.2z", color: "#09bb07" },
};

export function svgPath(path: string): SVGSVGElement {
  const name = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(name, "svg");
  const drawn = document.createElementNS(name, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  drawn.setAttribute("d", path);
  drawn.setAttribute("fill", "currentColor");
  drawn.setAttribute("fill-rule", "evenodd");
  svg.append(drawn);
  return svg;
}

export const icon: ComponentFactory = (element, context) => {
  const mark = part("icon", "i");
  element.append(mark);
  let type = "";
  let color = "";
  const draw = (): void => {
    const drawn = DRAWN[type];
    mark.replaceChildren(...(drawn === undefined ? [] : [svgPath(drawn.path)]));
    mark.style.color = color === "" ? (drawn?.color ?? "") : color;
  };
  return {
    prop(name, value) {
      if (name === "type") type = text(value);
      else if (name === "color") color = text(value);
      else if (name === "size") {
        const size = typeof value === "number" || /^[\d.]+$/.test(text(value)) ? `${text(value)}px` : text(value);
        mark.style.cssText = context.style(`width: ${size}; height: ${size}`);
      } else return;
      draw();
    },
  };
};
