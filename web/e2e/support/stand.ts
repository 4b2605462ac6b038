/** Opens the view of the mini-program engine in a page of its own, under the headers of a frame, with nobody else about. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test as base, type Page } from "@playwright/test";
import type { build as Build } from "esbuild";

interface Heard {
  id: string;
  type: string;
  detail: unknown;
}

export type Tree = string | [tag: string, attributes: Record<string, unknown>, ...children: Tree[]];

interface InPage {
  heard: Heard[];
  answers: Record<string, unknown>;
  show(trees: Tree[]): void;
  prop(id: string, name: string, value: unknown): void;
  method(id: string, name: string, ...args: unknown[]): Promise<unknown>;
  node(id: string): Promise<unknown>;
}

declare global {
  var Stand: new (options: Record<string, string>) => InPage;
  var stand: InPage;
}

const engine = fileURLToPath(new URL("../../packages/engine/", import.meta.url));
const HOST = "http://frame.test";
const POLICY =
  "default-src 'none'; script-src 'nonce-a'; style-src 'nonce-a'; img-src http://frame.test data: blob:; media-src http://frame.test blob:; " +
  "worker-src blob:; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types hutong-worker";

let bundles: Promise<Record<string, string>> | undefined;

/** The two files of the view as the build makes them, the first with the stand in the place of the messenger's boot. */
function bundled(): Promise<Record<string, string>> {
  bundles ??= (async () => {
    const { build } = createRequire(`${engine}package.json`)("esbuild") as { build: typeof Build };
    const bundle = async (entry: string) => {
      const define = { LATE_FILE: '"late.js"' };
      const made = await build({ entryPoints: [`${engine}src/view/${entry}`], bundle: true, write: false, format: "iife", target: "es2022", define });
      return made.outputFiles[0]?.text ?? "";
    };
    return { "/view.js": await bundle("testing/stand.ts"), "/late.js": await bundle("late.ts") };
  })();
  return bundles;
}

export class Stage {
  readonly failures: string[] = [];

  constructor(readonly page: Page) {}

  async open(options: { theme?: "light" | "dark"; language?: "zh_CN" | "en"; style?: string } = {}): Promise<void> {
    const files = await bundled();
    this.page.on("console", (message) => {
      if (message.type() === "error") this.failures.push(message.text());
    });
    this.page.on("pageerror", (error) => this.failures.push(error.message));
    await this.page.route(`${HOST}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname in files) return route.fulfill({ contentType: "text/javascript", body: files[pathname] ?? "" });
      if (pathname !== "/") return route.fulfill({ status: 404, body: "" });
      const body = '<!doctype html><meta charset="utf-8"><body><script nonce="a" src="/view.js"></script>';
      return route.fulfill({ contentType: "text/html", headers: { "content-security-policy": POLICY }, body });
    });
    await this.page.goto(`${HOST}/`);
    const all = { theme: "light", language: "zh_CN", style: "", files: `${HOST}/files/`, ...options };
    await this.page.evaluate((given) => {
      globalThis.stand = new Stand(given);
    }, all);
  }

  async show(...trees: Tree[]): Promise<void> {
    await this.page.evaluate((given) => stand.show(given as Tree[]), trees as unknown);
    await expect(this.page.locator("wx-page")).toBeVisible();
  }

  /** The messenger knows the divisions of the country. */
  async knowsRegions(): Promise<void> {
    const file = `${engine}src/view/components/picker/regions.txt`;
    if (!existsSync(file)) throw new Error("the divisions are missing");
    await this.page.evaluate((text) => (stand.answers["hutongRegions"] = { text }), readFileSync(file, "utf8"));
  }

  /** Sets a property, and comes back when the view has it. */
  async prop(id: string, name: string, value: unknown): Promise<void> {
    await this.page.evaluate(([one, what, to]) => stand.prop(one as string, what as string, to), [id, name, value]);
    await this.method(id, "nothing");
  }

  async method(id: string, name: string, ...args: unknown[]): Promise<unknown> {
    return this.page.evaluate(([one, what, all]) => stand.method(one as string, what as string, ...(all as unknown[])), [id, name, args] as const);
  }

  /** What was told of an element, as [type, detail]; all types when none is named. */
  async heard(id: string, ...types: string[]): Promise<[string, unknown][]> {
    const all = await this.page.evaluate((one) => stand.heard.filter((heard) => heard.id === one), id);
    return all.filter((one) => types.length === 0 || types.includes(one.type)).map((one) => [one.type, one.detail]);
  }

  /** This and no more was told of an element since it was last asked; of the named types only, when there are any. */
  async tells(id: string, expected: [string, unknown][], ...types: string[]): Promise<void> {
    await expect.poll(() => this.heard(id, ...types)).toEqual(expected);
    await this.forget(id);
  }

  async forget(id: string): Promise<void> {
    await this.page.evaluate((one) => {
      stand.heard = stand.heard.filter((heard) => heard.id !== one);
    }, id);
  }
}

/** A test with a stage; it fails when the page said an error. */
export const test = base.extend<{ stage: Stage }>({
  stage: async ({ page }, lend) => {
    const stage = new Stage(page);
    await lend(stage);
    expect(stage.failures).toEqual([]);
  },
});

export { expect };
