/** Small pictures of our own for players and cameras, drawn as paths. */
const PATHS = {
  play: "M8 5.2v13.6a.8.8 0 0 0 1.2.7l11-6.8a.8.8 0 0 0 0-1.4l-11-6.8a.8.8 0 0 0-1.2.7Z",
  pause: "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
  sound: "M4 9.5v5h3.5L12 19V5L7.5 9.5zM15 8.5a5 5 0 0 1 0 7M17.5 6a8.5 8.5 0 0 1 0 12",
  silent: "M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9.5l5 5M20.5 9.5l-5 5",
  larger: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  smaller: "M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5",
  camera: "M4 8h3.5l1.6-2.5h5.8L16.5 8H20v11H4zM12 10.2a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4Z",
};

export type Glyph = keyof typeof PATHS;
const LINES: Glyph[] = ["sound", "silent", "larger", "smaller", "camera"];

export function glyph(name: Glyph): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("hutong-glyph");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  if (LINES.includes(name)) svg.classList.add("hutong-glyph-line");
  svg.append(path);
  return svg;
}

/** A button of ours with a glyph and a name. */
export function glyphButton(part: string, name: Glyph, label: string, press: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `hutong-${part}`;
  button.addEventListener("click", press);
  dress(button, name, label);
  return button;
}

export function dress(button: HTMLElement, name: Glyph, label: string): void {
  button.replaceChildren(glyph(name));
  button.ariaLabel = label;
}
