/** `<scroll-view>`: an area that scrolls by itself, with edges, places to go to, and a refresher. */
import { framed, scrollElement, stopScroll } from "../../scroller";
import { lengthPx } from "../../style";
import { part, text, truth } from "../component";
import type { Component, ComponentFactory } from "../component";
import { Edges } from "./edges";
import { dragToScroll } from "./mouse-scroll";
import { Refresher } from "./refresher";

const METHODS = ["scrollTo", "scrollIntoView", "triggerRefresh", "closeTwoLevel", "triggerTwoLevel"];

const px = (value: unknown, instead = 0): number => lengthPx(typeof value === "number" ? value : text(value), window.innerWidth, instead);

export const scrollView: ComponentFactory = (element, context) => {
  const area = part("scroll");
  element.append(area);
  const given: Record<string, unknown> = {};
  const edges = new Edges();
  const refresher = new Refresher(element, area, context);
  let last = { left: 0, top: 0 };
  let whole = { width: 0, height: 0 };
  /** An element that was not there yet when it should have been scrolled to. */
  let sought = "";

  const goTo = (to: { left?: number; top?: number }, isSmooth: boolean, ms = 300): void => {
    scrollElement(area, to, isSmooth ? ms : 0);
  };
  const isSmooth = (): boolean => truth(given["scrollWithAnimation"]);

  const seek = (id: string, offset = px(given["scrollIntoViewOffset"])): boolean => {
    const target = [...area.querySelectorAll("[id]")].find((one) => one.id === id);
    if (target === undefined || !area.isConnected) return false;
    const box = target.getBoundingClientRect();
    const own = area.getBoundingClientRect();
    const top = truth(given["scrollY"]) ? { top: area.scrollTop + box.top - own.top + offset } : {};
    const left = truth(given["scrollX"]) ? { left: area.scrollLeft + box.left - own.left + offset } : {};
    goTo({ ...top, ...left }, isSmooth());
    return true;
  };

  const told = framed(() => {
    const now = { left: area.scrollLeft, top: area.scrollTop };
    const sizes = { wholeWidth: area.scrollWidth, wholeHeight: area.scrollHeight };
    if (sizes.wholeHeight !== whole.height || sizes.wholeWidth !== whole.width) edges.grew();
    whole = { width: sizes.wholeWidth, height: sizes.wholeHeight };
    const reached = edges.moved(
      { ...now, width: area.clientWidth, height: area.clientHeight, ...sizes },
      last,
      { isAcross: truth(given["scrollX"]), isAlong: truth(given["scrollY"]), upper: px(given["upperThreshold"], 50), lower: px(given["lowerThreshold"], 50) },
    );
    if (now.left !== last.left || now.top !== last.top) {
      const { left: scrollLeft, top: scrollTop } = now;
      context.emit("scroll", {
        scrollLeft, scrollTop, scrollHeight: sizes.wholeHeight, scrollWidth: sizes.wholeWidth,
        deltaX: last.left - scrollLeft, deltaY: last.top - scrollTop,
      });
    }
    last = now;
    for (const edge of reached) context.emit(edge === "top" || edge === "left" ? "scrolltoupper" : "scrolltolower", { direction: edge });
  });

  area.addEventListener("scroll", told, { passive: true });
  for (const type of ["touchstart", "wheel"]) area.addEventListener(type, () => stopScroll(area), { passive: true });
  const undoDrag = dragToScroll(area, {
    isAcross: () => truth(given["scrollX"]),
    dragged: (type, velocity) => {
      if (truth(given["enhanced"])) context.emit(type, { scrollTop: area.scrollTop, scrollLeft: area.scrollLeft, velocity });
    },
  });

  const layout = (): void => {
    area.style.overflowX = truth(given["scrollX"]) ? "auto" : "hidden";
    area.style.overflowY = truth(given["scrollY"]) ? "auto" : "hidden";
    area.classList.toggle("hutong-flex", truth(given["enableFlex"]));
    area.classList.toggle("hutong-paging", truth(given["pagingEnabled"]));
    area.style.scrollSnapType = truth(given["pagingEnabled"]) ? `${truth(given["scrollX"]) ? "x" : "y"} mandatory` : "";
    area.style.overflowAnchor = truth(given["scrollAnchoring"]) ? "auto" : "none";
    area.tabIndex = truth(given["scrollX"]) || truth(given["scrollY"]) ? 0 : -1;
  };

  const component: Component = {
    content: area,
    prop(name, value) {
      given[name] = value;
      if (name.startsWith("refresher")) return refresher.prop(name, value);
      if (name === "scrollTop" && value !== undefined && value !== null && value !== "") context.frame(scrollAlong);
      else if (name === "scrollLeft" && value !== undefined && value !== null && value !== "") context.frame(scrollAcross);
      else if (name === "scrollIntoView") {
        sought = text(value);
        context.frame(find);
      } else layout();
    },
    ready: layout,
    children() {
      refresher.collectSlot();
      if (sought !== "") context.frame(find);
      context.frame(told);
    },
    method(name, args) {
      if (name === "scrollTo") {
        const to = { ...(args["top"] === undefined ? {} : { top: px(args["top"]) }), ...(args["left"] === undefined ? {} : { left: px(args["left"]) }) };
        goTo(to, args["animated"] !== false, px(args["duration"], 300));
      } else if (name === "scrollIntoView") seek(text(args["selector"]).replace(/^#/, ""), px(args["offset"]));
      else if (name === "triggerRefresh") refresher.prop("refresherTriggered", true);
    },
    fields(name) {
      if (name === "scroller") return area;
      if (name === "node" || name === "context") return { methods: METHODS };
      if (name === "scrollTop") return area.scrollTop;
      return name === "scrollLeft" ? area.scrollLeft : undefined;
    },
    dispose() {
      undoDrag();
      refresher.dispose();
    },
  };
  const scrollAlong = (): void => goTo({ top: px(given["scrollTop"]) }, isSmooth());
  const scrollAcross = (): void => goTo({ left: px(given["scrollLeft"]) }, isSmooth());
  const find = (): void => {
    if (sought !== "" && seek(sought)) sought = "";
  };
  return component;
};
