/** What a core tells becomes what the messenger draws only after it has been looked at: the worker belongs to the program. */
import { isRecord } from "../protocol";
import type { ErrorReport, NavigationState, StackState, TabBarState, TimingReport } from "../protocol";

const MOST_PAGES = 20;
const MOST_TABS = 5;

type Facts = Record<string, unknown>;

const words = (value: unknown, longest = 1_000): string => (typeof value === "string" ? value.slice(0, longest) : "");
const count = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);
const facts = (value: unknown): Facts => (isRecord(value) ? value : {});
const list = (value: unknown, most: number): Facts[] => (Array.isArray(value) ? value.slice(0, most).map(facts) : []);

/** A colour, and nothing that could fetch something. */
export function colour(value: unknown, otherwise: string): string {
  return typeof value === "string" && /^(#[0-9a-f]{3,8}|[a-z]{1,30}|(rgb|hsl)a?\([\d\s.,%]{1,60}\))$/i.test(value.trim()) ? value.trim() : otherwise;
}

export function navigationOf(data: unknown): NavigationState {
  const given = facts(data);
  const menus = facts(given.menus);
  const animation = facts(given.animation);
  return {
    page: count(given.page), title: words(given.title), backgroundColor: colour(given.backgroundColor, "#ffffff"), textStyle: given.textStyle === "white" ? "white" : "black",
    loading: given.loading === true, custom: given.custom === true, canGoBack: given.canGoBack === true, homeButton: given.homeButton === true,
    menus: { share: menus.share === true, timeline: menus.timeline === true, favorite: menus.favorite === true },
    ...(isRecord(given.animation) && { animation: { duration: Math.min(count(animation.duration), 5_000), timingFunc: timingOf(animation.timingFunc) } }),
    ...(typeof given.alertBeforeUnload === "string" && { alertBeforeUnload: words(given.alertBeforeUnload) }),
  };
}

/** The four ways the platform knows; "easeIn" is written "ease-in" in a style. */
function timingOf(value: unknown): string {
  return ["linear", "easeIn", "easeOut", "easeInOut"].includes(String(value)) ? String(value) : "linear";
}

export function tabBarOf(data: unknown, address: (path: string) => string): TabBarState {
  const given = facts(data);
  const icon = (path: unknown): string => (typeof path === "string" && path !== "" ? address(path.slice(0, 1_000)) : "");
  return {
    custom: given.custom === true, visible: given.visible === true, hiddenByProgram: given.hiddenByProgram === true, selected: count(given.selected),
    position: given.position === "top" ? "top" : "bottom", color: colour(given.color, ""), selectedColor: colour(given.selectedColor, ""),
    backgroundColor: colour(given.backgroundColor, ""), borderStyle: given.borderStyle === "white" ? "white" : "black",
    items: list(given.items, MOST_TABS).map((item) => ({
      pagePath: words(item.pagePath), text: words(item.text, 40), iconPath: icon(item.iconPath), selectedIconPath: icon(item.selectedIconPath),
      ...(typeof item.badge === "string" && item.badge !== "" && { badge: words(item.badge, 10) }), ...(item.dot === true && { dot: true }),
    })),
  };
}

export function stackOf(data: unknown): StackState {
  return {
    pages: list(facts(data).pages, MOST_PAGES).map((page) => ({
      page: count(page.page), path: words(page.path), isTab: page.isTab === true,
      query: Object.fromEntries(Object.entries(facts(page.query)).filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    })),
  };
}

export function errorOf(data: unknown): ErrorReport {
  const { message, stack, page, kind } = facts(data);
  const kinds = ["script", "promise", "template", "module", "view"] as const;
  return { message: words(message), stack: words(stack, 8_000), page: words(page), kind: kinds.find((one) => one === kind) ?? "script" };
}

export function timingReportOf(data: unknown): TimingReport {
  const { page, kind, ms } = facts(data);
  return { page: words(page), kind: words(kind, 40) as TimingReport["kind"], ms: count(ms) };
}

export function lineOf(data: unknown): { level: "log" | "info" | "warn" | "error" | "debug"; args: unknown[] } {
  const { level, args } = facts(data);
  const levels = ["log", "info", "warn", "error", "debug"] as const;
  return { level: levels.find((one) => one === level) ?? "log", args: (Array.isArray(args) ? args : []).slice(0, 50) };
}

export const nameOf = (value: unknown): string => words(value, 100);
