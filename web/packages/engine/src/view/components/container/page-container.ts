/** `<page-container>`: a sheet over the page that comes from an edge. */
import { number, part, text, truth } from "../component";
import type { ComponentFactory } from "../component";

const AWAY: Readonly<Record<string, string>> = {
  bottom: "translateY(100%)", top: "translateY(-100%)", right: "translateX(100%)", center: "scale(.9)",
};

export const pageContainer: ComponentFactory = (element, context) => {
  const overlay = part("overlay");
  const sheet = part("drawer");
  element.append(overlay, sheet);
  element.hidden = true;
  sheet.setAttribute("role", "dialog");
  const given: Record<string, unknown> = {};
  let isShown = false;
  let run: Animation | null = null;

  const position = (): string => (text(given["position"]) in AWAY ? text(given["position"]) : "bottom");
  const layout = (): void => {
    element.style.setProperty("z-index", String(number(given["zIndex"], 100)));
    sheet.dataset["position"] = position();
    sheet.classList.toggle("hutong-round", truth(given["round"]));
    overlay.hidden = given["overlay"] !== undefined && !truth(given["overlay"]);
    overlay.style.cssText = context.style(text(given["overlayStyle"]));
    sheet.style.cssText = context.style(text(given["customStyle"]));
  };
  const move = (isIn: boolean, done: () => void): void => {
    run?.cancel();
    const ms = context.surroundings.reducedMotion() ? 80 : number(given["duration"], 300);
    const frames = [{ transform: AWAY[position()] ?? "none", opacity: position() === "center" ? 0 : 1 }, { transform: "none", opacity: 1 }];
    const order = isIn ? frames : frames.reverse();
    overlay.animate([{ opacity: isIn ? 0 : 1 }, { opacity: isIn ? 1 : 0 }], { duration: ms, fill: "forwards" });
    run = sheet.animate(order, { duration: ms, easing: "cubic-bezier(.2,.8,.2,1)", fill: "forwards" });
    run.onfinish = done;
  };
  /** While it is there, the way back closes it and not the page. */
  const standing = (open: boolean): void => void context.call("layer", { node: context.node, open }).then((answer) => answer === "close" && close());
  const enter = (): void => {
    standing(true);
    context.emit("beforeenter", {});
    element.hidden = false;
    layout();
    context.emit("enter", {});
    move(true, () => context.emit("afterenter", {}));
  };
  const leave = (): void => {
    standing(false);
    context.emit("beforeleave", {});
    context.emit("leave", {});
    move(false, () => {
      element.hidden = true;
      context.emit("afterleave", {});
    });
  };
  const close = (): void => {
    if (!isShown) return;
    isShown = false;
    context.value("show", false);
    leave();
  };
  overlay.addEventListener("click", () => {
    context.emit("clickoverlay", {});
    close();
  });
  let from = 0;
  sheet.addEventListener("pointerdown", (event) => (from = event.clientY));
  sheet.addEventListener("pointerup", (event) => {
    if (truth(given["closeOnSlideDown"]) && event.clientY - from > 80) close();
  });
  return {
    content: sheet,
    prop(name, value) {
      given[name] = value;
      if (name !== "show") return layout();
      if (truth(value) === isShown) return;
      isShown = truth(value);
      if (isShown) enter();
      else leave();
    },
    shown: (isVisible) => isShown && standing(isVisible),
    dispose: () => standing(false),
  };
};
