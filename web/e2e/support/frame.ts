/** A whole program in its frame, worker and all, under the headers of a frame; around it a host that only says no. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FrameLocator, Page } from "@playwright/test";

const built = fileURLToPath(new URL("../../../hutong/web/engine/", import.meta.url));
const MESSENGER = "http://messenger.test";
const FRAME = "http://frame.test";
const POLICY =
  `default-src 'none'; script-src 'nonce-a' blob:; style-src 'nonce-a'; img-src ${FRAME} blob: data:; connect-src 'none'; worker-src blob:; frame-src 'none'; ` +
  "form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types hutong-worker; sandbox allow-scripts";

interface Around {
  errors: string[];
  told: { name: string; data: unknown }[];
}

declare global {
  var around: Around;
}

export interface Framed {
  frame: FrameLocator;
  errors(): Promise<string[]>;
  told(name: string): Promise<unknown[]>;
}

/** Opens a program given by its files; needs the engine built (`npm run build` in packages/engine). */
export async function framed(page: Page, files: Record<string, string | object>): Promise<Framed> {
  const folder = compiled(files);
  const names = JSON.parse(readFileSync(join(built, "engine.json"), "utf8")) as Record<"core" | "view" | "late", string>;
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  const code = (name: string) => ({
    name, service: read(`packages/${name}.service.js`), view: read(`packages/${name}.view.js`), styles: JSON.parse(read(`packages/${name}.styles.json`)) as object,
  });
  const manifest = JSON.parse(read("manifest.json")) as { packages: { name: string }[] };
  const packages = new Map(manifest.packages.map(({ name }) => [name, code(name)]));
  const boot = { ...BOOT, manifest, core: readFileSync(join(built, names.core), "utf8"), main: packages.get("main") };
  rmSync(folder, { recursive: true });

  await page.route(`${MESSENGER}/**`, (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    if (pathname === "/boot") return route.fulfill({ json: boot });
    if (pathname === "/package") return route.fulfill({ json: packages.get(searchParams.get("name") ?? "") });
    return route.fulfill({ contentType: "text/html", body: `<!doctype html><body style="margin:0"><script>(${host.toString()})(${JSON.stringify(FRAME)})</script>` });
  });
  await page.route(`${FRAME}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.endsWith(".js")) return route.fulfill({ contentType: "text/javascript", body: readFileSync(join(built, pathname.slice(1))) });
    const body = `<!doctype html><html><head><meta charset="utf-8"></head><body><script nonce="a" src="/${names.view}" data-messenger="${MESSENGER}"></script></body></html>`;
    return route.fulfill({ contentType: "text/html", headers: { "content-security-policy": POLICY }, body });
  });
  await page.goto(`${MESSENGER}/`);
  await page.waitForFunction(() => globalThis.around.told.some(({ name }) => name === "pageReady") || globalThis.around.errors.length > 0);
  return {
    frame: page.frameLocator("iframe"),
    errors: () => page.evaluate(() => globalThis.around.errors),
    told: (name) => page.evaluate((wanted) => globalThis.around.told.filter((one) => one.name === wanted).map(({ data }) => data), name),
  };
}

function compiled(files: Record<string, string | object>): string {
  const source = mkdtempSync(join(tmpdir(), "framed-"));
  const target = mkdtempSync(join(tmpdir(), "framed-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  execFileSync(process.execPath, [join(built, "compiler.mjs"), "compile", source, target]);
  rmSync(source, { recursive: true });
  return target;
}

const BOX = { left: 0, right: 375, top: 0, bottom: 667, width: 375, height: 667 };
const BOOT = {
  protocol: 1, appId: "wx0000000000000001", name: "Framed", versionKind: "develop", version: "1.0.0", assetBase: `${FRAME}/files/`, proxyBase: `${FRAME}/proxy/`,
  launch: { path: "", query: {}, scene: 1001, referrerInfo: {} }, account: { miniProgram: { appId: "wx0000000000000001", envVersion: "develop", version: "1.0.0" } },
  system: {
    brand: "x", model: "x", pixelRatio: 2, screenWidth: 375, screenHeight: 667, windowWidth: 375, windowHeight: 667, statusBarHeight: 20, language: "en", version: "8.0.0",
    system: "x", platform: "x", SDKVersion: "3.0.0", fontSizeSetting: 16, benchmarkLevel: 1, safeArea: BOX, menuButton: BOX, theme: "light",
  },
  storage: {}, files: [], capsule: BOX, scopes: {}, theme: "light", language: "en", debug: true,
};

/** Runs in the page: the messenger's side of the ports. */
function host(from: string): void {
  const around: Around = (globalThis.around = { errors: [], told: [] });
  const view = new MessageChannel();
  const core = new MessageChannel();
  core.port1.onmessage = async ({ data }: MessageEvent) => {
    if (data.t === "tell") {
      around.told.push(data);
      if (data.name === "error") around.errors.push(data.data.message);
    } else if (data.api === "loadPackage") {
      const result: unknown = await (await fetch(`/package?name=${String(data.args.name)}`)).json();
      core.port1.postMessage({ t: "done", id: data.id, ok: true, result });
    } else if (data.api === "fs.temp") {
      const { byteLength } = data.args.data as ArrayBuffer;
      core.port1.postMessage({ t: "done", id: data.id, ok: true, result: { path: `wxfile://tmp_${String(byteLength)}.${String(data.args.extension)}` } });
    } else core.port1.postMessage({ t: "done", id: data.id, ok: false, errMsg: `${String(data.api)}:fail not supported` });
  };
  view.port1.onmessage = ({ data }: MessageEvent) => {
    if (data.t === "error") around.errors.push(data.message);
  };
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.style.cssText = "border:0;width:375px;height:667px";
  addEventListener("message", ({ data, source }) => {
    if (data.hutong !== "frame" || source !== frame.contentWindow) return;
    void fetch("/boot").then((answer) => answer.json()).then((boot: unknown) => frame.contentWindow?.postMessage({ hutong: "boot", boot }, "*", [view.port2, core.port2]));
  });
  frame.src = `${from}/frame`;
  document.body.append(frame);
}
