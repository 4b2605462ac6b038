/** `<page-meta>` and `<navigation-bar>`: they draw nothing, they say how the page is. */
import { scrollElement } from "../../scroller";
import { lengthPx } from "../../style";
import { number, text } from "../component";
import type { ComponentFactory } from "../component";

export const pageMeta: ComponentFactory = (element, context) => {
  const given: Record<string, unknown> = {};
  const page = (): HTMLElement | null => element.closest("wx-page");
  const scroller = (): Element | null => element.closest(".hutong-scroller");
  const setters: Record<string, (value: unknown) => void> = {
    pageStyle: (value) => {
      const root = page();
      if (root !== null) root.style.cssText = context.style(text(value));
    },
    pageFontSize: (value) => void page()?.style.setProperty("font-size", size(value)),
    rootFontSize: (value) => document.documentElement.style.setProperty("font-size", size(value)),
    rootBackgroundColor: (value) => scroller()?.setAttribute("data-root", text(value)),
    backgroundColor: (value) => void element.closest<HTMLElement>(".hutong-page")?.style.setProperty("background-color", text(value)),
    scrollTop: (value) => {
      const area = scroller();
      if (area === null || text(value) === "") return;
      scrollElement(area, { top: lengthPx(text(value), window.innerWidth) }, number(given["scrollDuration"], 300));
      window.setTimeout(() => context.emit("scrolldone", {}), number(given["scrollDuration"], 300));
    },
  };
  const onScroll = (): void => {
    if (context.listens("scroll")) context.emit("scroll", { scrollTop: scroller()?.scrollTop ?? 0 });
  };
  return {
    prop(name, value) {
      given[name] = value;
      if (element.isConnected) setters[name]?.(value);
    },
    ready() {
      for (const [name, value] of Object.entries(given)) setters[name]?.(value);
      scroller()?.addEventListener("scroll", onScroll, { passive: true });
    },
    dispose: () => scroller()?.removeEventListener("scroll", onScroll),
  };
};

function size(value: unknown): string {
  return text(value) === "system" ? "16px" : text(value);
}

/** The bar belongs to the messenger: it is told what the element says. */
export const navigationBar: ComponentFactory = (_element, context) => {
  const given: Record<string, unknown> = {};
  const tell = (): void => void context.call("navigationBar", { ...given }).catch(() => undefined);
  return {
    prop(name, value) {
      given[name] = value;
      context.frame(tell);
    },
  };
};
