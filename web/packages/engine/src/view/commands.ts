/** What wx asks of a whole page. */
import { isRecord } from "../protocol/checks";
import type { PageCommand } from "../protocol/messages";
import { number, text } from "./components/component";
import type { Page } from "./page";
import type { View } from "./view";

export function pageCommand(view: View, page: Page | null, name: PageCommand, data: unknown): void {
  const given = isRecord(data) ? data : {};
  if (name === "loadFont") return loadFont(view, given);
  if (name === "theme") {
    const theme = isRecord(data) ? data["theme"] : data;
    if (theme === "light" || theme === "dark") view.setTheme(theme);
    return;
  }
  if (name === "hideKeyboard") return document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined;
  if (page === null) return;
  if (name === "scrollTo") page.scrollTo(scrollGoal(view, page, given), number(given["duration"], 300));
  else if (name === "pullDown") page.startPull();
  else if (name === "stopPullDown") page.stopPull();
  else if (name === "wants") Object.assign(page.options, { wantsScroll: given["scroll"] === true, wantsReachBottom: given["bottom"] === true });
  else if (name === "background") page.background(text(given["backgroundColor"]));
  else page.textStyle(given["textStyle"] === "light" ? "light" : "dark");
}

function scrollGoal(view: View, page: Page, given: Record<string, unknown>): number {
  const node = view.nodes.element(number(given["node"], 0));
  if (node === null) return number(given["scrollTop"], page.scroller.scrollTop);
  const top = node.element.getBoundingClientRect().top - page.scroller.getBoundingClientRect().top;
  return page.scroller.scrollTop + top + number(given["offsetTop"], 0);
}

function loadFont(view: View, given: Record<string, unknown>): void {
  const found = /^\s*(?:url\(\s*["']?([^"')]+)["']?\s*\))?(.*)$/i.exec(text(given["source"]));
  const address = view.addresses.resolve((found?.[1] ?? text(given["source"])).trim(), "font", "/");
  if (address === "") return;
  const desc = isRecord(given["desc"]) ? (given["desc"] as FontFaceDescriptors) : {};
  const face = new FontFace(text(given["family"]).replace(/["']/g, ""), `url("${address}")`, desc);
  document.fonts.add(face);
  void face.load().catch(() => undefined);
}
