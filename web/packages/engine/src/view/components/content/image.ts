/** `<image>`: one picture in a box, scaled or cut as `mode` says. */
import { part, text, truth } from "../component";
import type { ComponentFactory } from "../component";

const MODES = new Set([
  "scaleToFill", "aspectFit", "aspectFill", "widthFix", "heightFix", "top", "bottom", "center", "left", "right",
  "top left", "top right", "bottom left", "bottom right",
]);

export const image: ComponentFactory = (element, context) => {
  const picture = part("picture", "img") as HTMLImageElement;
  picture.draggable = false;
  picture.alt = "";
  picture.decoding = "async";
  picture.referrerPolicy = "no-referrer";
  element.append(picture);
  element.setAttribute("role", "img");
  let wanted = "";
  let mode = "";

  const setMode = (next: string): void => {
    mode = MODES.has(next) ? next : "scaleToFill";
    element.dataset["mode"] = mode.replace(" ", "-");
  };
  const show = (source: string): void => {
    wanted = source;
    const address = context.resolve(source);
    if (address !== "") return place(address, source);
    if (source === "") return clear();
    void context.load(source).then((found) => {
      if (wanted === source) place(found, source);
    });
  };
  const clear = (): void => {
    picture.removeAttribute("src");
    element.removeAttribute("data-loaded");
  };
  const place = (address: string, source: string): void => {
    if (address === "") return failed(source);
    if (picture.getAttribute("src") === address && picture.complete && picture.naturalWidth > 0) return loaded();
    element.removeAttribute("data-loaded");
    picture.src = address;
  };
  const loaded = (): void => {
    element.dataset["loaded"] = "";
    picture.classList.remove("hutong-failed");
    const isVector = picture.naturalWidth === 0;
    context.emit("load", { width: isVector ? picture.width : picture.naturalWidth, height: isVector ? picture.height : picture.naturalHeight });
  };
  const failed = (source: string): void => {
    element.removeAttribute("data-loaded");
    picture.classList.add("hutong-failed");
    context.emit("error", { errMsg: `GET ${source} 404 (Not Found)` });
  };
  picture.addEventListener("load", loaded);
  picture.addEventListener("error", () => {
    if (picture.hasAttribute("src")) failed(wanted);
  });
  setMode("scaleToFill");
  return {
    prop(name, value) {
      if (name === "src") show(text(value));
      else if (name === "mode") setMode(text(value));
      else if (name === "lazyLoad") picture.loading = truth(value) ? "lazy" : "eager";
      else if (name === "alt") picture.alt = text(value);
      else if (name === "ariaLabel") picture.alt = text(value);
    },
    dispose: clear,
  };
};
