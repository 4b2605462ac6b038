/** What the host says: the program comes and goes, bars are pressed, the theme changes. */
import type { LaunchOptions } from "../protocol/messages";
import { openedAt } from "./addresses";
import type { Core } from "./core";
import { isRecord } from "./definitions";
import type { OpenPage } from "./pages";

export function listenToHost(core: Core): void {
  core.host.onEvent(({ name, data }) => {
    HANDLERS[name]?.(core, isRecord(data) ? data : {});
  });
}

const HANDLERS: Readonly<Record<string, (core: Core, data: Record<string, unknown>) => void>> = {
  appShow: (core, data) => {
    core.program.enter = { ...core.program.enter, ...(data as Partial<LaunchOptions>) };
    core.program.fire("show", core.program.enter);
    const top = core.stack.top;
    if (typeof data.path === "string" && data.path !== "" && data.isNewEntry === true) void entered(core, data);
    else if (top !== undefined) core.pages.appShown(top);
  },
  appHide: (core, data) => {
    const top = core.stack.top;
    if (top !== undefined) core.pages.appHidden(top);
    core.program.fire("hide", { reason: typeof data.reason === "number" ? data.reason : 0 });
  },
  themeChange: (core, data) => {
    if (data.theme !== "light" && data.theme !== "dark") return;
    const { theme } = data;
    core.boot.system.theme = theme;
    core.around.themeChanged(theme, core.stack.alive);
    core.program.fire("themeChange", { theme });
  },
  system: (core, data) => void Object.assign(core.boot.system, data),
  back: (core) => {
    if (core.stack.pages.length > 1) void core.stack.route("navigateBack", {}).catch(() => undefined);
    else core.host.tell("exit", {});
  },
  home: (core) => void core.stack.launch(core.manifest.entry, {}).catch((error: unknown) => core.report(error, "home")),
  tabTap: (core, data) => void tabTapped(core, Number(data.index)),
  navigateTo: (core, data) => void entered(core, data),
  reload: (core, data) => void entered(core, { path: data.path ?? core.stack.top?.path }),
  inspect: (core, { ask }) => {
    const top = core.stack.top;
    core.host.tell("inspected", { ask, path: top?.path ?? "", query: top?.query ?? {}, data: top === undefined ? {} : plain(top.component.data) });
  },
  share: (core, data) => void shared(core, data),
  timeline: (core) => told(core, "timeline", "onShareTimeline", {}),
  favorite: (core) => told(core, "favorite", "onAddToFavorites", {}),
};

async function entered(core: Core, data: Record<string, unknown>): Promise<void> {
  const given = { path: typeof data.path === "string" ? data.path : "", query: isRecord(data.query) ? (data.query as Record<string, string>) : {} };
  const { path, query } = openedAt(given, core.manifest.entry);
  if (!core.manifest.pages.includes(path)) {
    core.program.fire("pageNotFound", { path, query, isEntryPage: true });
    return;
  }
  await core.stack.launch(path, query).catch((error: unknown) => core.report(error, path));
}

async function tabTapped(core: Core, index: number): Promise<void> {
  const tab = core.manifest.tabBar?.list[index];
  if (tab === undefined) return;
  await core.stack.route("switchTab", { url: `/${tab.pagePath}` }).catch((error: unknown) => core.report(error, tab.pagePath));
  const top = core.stack.top;
  if (top?.path === tab.pagePath) core.pages.call(top, "onTabItemTap", { index, pagePath: tab.pagePath, text: tab.text });
}

/** onShareAppMessage may give a card, or one whose `promise` gives the true one within three seconds. */
async function shared(core: Core, data: Record<string, unknown>): Promise<void> {
  const top = core.stack.top;
  if (top === undefined) return;
  const node = typeof data.node === "number" ? core.tree.element(data.node) : undefined;
  const target = node === undefined ? undefined : { id: node.id, dataset: { ...node.dataset }, offsetLeft: 0, offsetTop: 0 };
  const given = core.pages.call(top, "onShareAppMessage", { from: data.from === "button" ? "button" : "menu", target, webViewUrl: data.webViewUrl });
  const card = isRecord(given) ? given : {};
  const late = isRecord(card.promise) && typeof card.promise.then === "function" ? await core.soon(card.promise as unknown as Promise<unknown>, 3000) : undefined;
  const { title, path, imageUrl } = { ...card, ...(isRecord(late) ? late : {}) };
  core.host.tell("shared", { ask: data.ask, title: textOf(title) ?? core.boot.name, path: textOf(path) ?? addressOf(top), imageUrl: textOf(imageUrl) });
}

function told(core: Core, name: string, handler: string, detail: Record<string, unknown>): void {
  const top = core.stack.top;
  if (top === undefined) return;
  const given = core.pages.call(top, handler, detail);
  core.host.tell(name, { page: top.path, ...(isRecord(given) ? { title: textOf(given.title), query: textOf(given.query), imageUrl: textOf(given.imageUrl) } : {}) });
}

function addressOf(page: OpenPage): string {
  const query = Object.entries(page.query).map(([name, value]) => `${name}=${value}`);
  return query.length === 0 ? page.path : `${page.path}?${query.join("&")}`;
}

/** Data as JSON has it; what JSON can't hold is left out. */
function plain(data: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(data)) as unknown;
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
