/** Where a mini program lives in the messenger, and which program a code or a link names. */

export type VersionKind = "release" | "trial" | "develop";

export interface ProgramPlace {
  appId: string;
  /** The page with its query, "pages/menu/menu?table=7"; "" begins at the program's first page. */
  path: string;
  /** How one came, by the platform's numbers: 1001 the list, 1007 a chat card, 1011 a code … */
  scene: number;
  version: VersionKind;
  /** A reviewer's pass to the version that was submitted. */
  look?: string;
}

export const SCENE = {
  discover: 1001,
  search: 1005,
  chat: 1007,
  code: 1011,
  template: 1014,
  history: 1089,
  menu: 1035,
  program: 1037,
  back: 1038,
  notice: 1043,
  article: 1058,
  mine: 1103,
  link: 1069,
} as const;

const APP_ID = /^wx[0-9a-z]{16}$/i;
const VERSIONS: readonly VersionKind[] = ["release", "trial", "develop"];

export function programPath({ appId, path = "", scene, version = "release" }: { appId: string } & Partial<Omit<ProgramPlace, "appId">>): string {
  const query = new URLSearchParams();
  if (path) query.set("path", path.replace(/^\//, ""));
  if (scene && scene !== SCENE.discover) query.set("scene", String(scene));
  if (version !== "release") query.set("v", version);
  const text = query.toString();
  return `/mini/${encodeURIComponent(appId)}${text ? `?${text}` : ""}`;
}

/** Reads what `programPath` wrote; null for any other address. */
export function programAt(path: string, search: string): ProgramPlace | null {
  const found = /^\/mini\/([^/?]+)\/?$/.exec(path);
  const appId = found ? decodeURIComponent(found[1] ?? "") : "";
  if (!APP_ID.test(appId)) return null;
  const query = new URLSearchParams(search);
  const version = (query.get("v") ?? query.get("version")) as VersionKind;
  const scene = Number(query.get("scene"));
  const look = query.get("look");
  return {
    appId,
    path: (query.get("path") ?? "").replace(/^\//, "").slice(0, 2_048),
    scene: Number.isInteger(scene) && scene >= 1000 && scene < 10_000 ? scene : SCENE.discover,
    version: VERSIONS.includes(version) ? version : look ? "trial" : "release",
    ...(look && { look }),
  };
}

/** The program that a link of the messenger's own names, or one of the wire's that carries an appid. Other links are the server's to read. */
export function programInText(text: string, origin: string): ProgramPlace | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  if (url.origin === origin) {
    const place = programAt(url.pathname, url.search);
    return place && { ...place, scene: url.searchParams.has("scene") ? place.scene : SCENE.code };
  }
  if (url.protocol !== "weixin:" || !/^\/*dl\/business/.test(url.href.slice("weixin:".length))) return null;
  const appId = url.searchParams.get("appid") ?? "";
  if (!APP_ID.test(appId)) return null;
  const query = url.searchParams.get("query");
  const path = (url.searchParams.get("path") ?? "").replace(/^\//, "");
  const version = url.searchParams.get("env_version") as VersionKind;
  return { appId, path: path && query ? `${path}?${query}` : path, scene: SCENE.link, version: VERSIONS.includes(version) ? version : "release" };
}

const LINKS = [/^weixin:\/\/dl\/business\/\?t=(\w+)$/, /^#小程序:\/\/[^/]+\/(\w+)$/];

/** The messenger's own address for a link that a program's server had made: a scheme, a short text, or one of the web; null for any other text. */
export function linkInText(text: string, origin: string): string | null {
  const said = text.trim();
  const web = said.startsWith(`${origin}/wxaurl/`) ? /^(\w+)$/.exec(said.slice(origin.length + "/wxaurl/".length)) : null;
  const code = (web ?? LINKS.map((form) => form.exec(said)).find(Boolean))?.[1];
  return code ? `/wxaurl/${code}` : null;
}

/** "pages/a?x=1&y=%20" as the program's own launch has it. */
export function splitPath(path: string): { page: string; query: Record<string, string> } {
  const [page = "", query = ""] = path.split("?");
  // Values stay as they were written, up to a second "=": programs decode what they encoded.
  const pairs = query.split("&").map((pair) => pair.split("="));
  return { page: trimmed(page), query: Object.fromEntries(pairs.flatMap(([name = "", value = ""]) => (name === "" ? [] : [[name, value]]))) };
}

/** Pages are named without their ending; old menus and cards write ".html" behind them. */
function trimmed(page: string): string {
  return page.replace(/^\//, "").replace(/\.html$/, "");
}
