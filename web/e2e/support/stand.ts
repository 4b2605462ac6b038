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
  measure(id: string | null, fields: Record<string, unknown>): Promise<unknown>;
  command(name: string, data: unknown): void;
  observe(id: string, thresholds: number[]): void;
}

declare global {
  var Stand: new (options: Record<string, unknown>) => InPage;
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

interface Options {
  theme?: "light" | "dark";
  language?: "zh_CN" | "en";
  style?: string;
  page?: Record<string, unknown>;
  sheet?: string;
  pictures?: Record<string, string>;
}

export class Stage {
  readonly failures: string[] = [];

  constructor(readonly page: Page) {}

  /** `page` are options of the page beside the usual ones, `sheet` the style sheet of the program, `pictures` what its files hold. */
  async open(options: Options = {}): Promise<void> {
    const files = await bundled();
    this.page.on("console", (message) => {
      if (message.type() === "error") this.failures.push(message.text());
    });
    this.page.on("pageerror", (error) => this.failures.push(error.message));
    await this.page.route(`${HOST}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname in files) return route.fulfill({ contentType: "text/javascript", body: files[pathname] ?? "" });
      const picture = options.pictures?.[pathname];
      if (picture !== undefined) return route.fulfill({ contentType: "image/svg+xml", body: picture });
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

  async measure(id: string | null, fields: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.page.evaluate(([one, what]) => stand.measure(one, what), [id, fields] as const) as Promise<Record<string, unknown>>;
  }

  async command(name: string, data: unknown): Promise<void> {
    await this.page.evaluate(([one, what]) => stand.command(one as string, what), [name, data]);
  }

  /** A hand that goes down on an element, moves by so many px, and lets go: a mouse, or a finger where the page has touch. */
  async drag(id: string, by: { x?: number; y?: number }, { holdMs = 0, finger = false } = {}): Promise<void> {
    const box = await this.page.locator(`#${id}`).boundingBox();
    if (box === null) throw new Error(`${id} is not to be seen`);
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const hand = finger ? await fingerOf(this.page) : mouseOf(this.page);
    await hand.down(from);
    await this.page.waitForTimeout(holdMs);
    for (let step = 1; step <= 8; step += 1) {
      await hand.move({ x: from.x + ((by.x ?? 0) * step) / 8, y: from.y + ((by.y ?? 0) * step) / 8 });
      await this.page.waitForTimeout(16);
    }
    await hand.up();
  }

  /** A tap within one moment, however busy the machine is. */
  async tap(id: string, { finger = false } = {}): Promise<void> {
    await this.page.locator(`#${id}`).evaluate((element, isFinger) => {
      const box = element.getBoundingClientRect();
      const at = { clientX: box.left + 5, clientY: box.top + 5, bubbles: true };
      const touches = [new Touch({ identifier: 1, target: element, clientX: at.clientX, clientY: at.clientY })];
      const events = isFinger
        ? [new TouchEvent("touchstart", { touches, changedTouches: touches, bubbles: true }), new TouchEvent("touchend", { changedTouches: touches, bubbles: true })]
        : ["pointerdown", "pointerup"].map((type) => new PointerEvent(type, { ...at, button: 0, pointerType: "mouse", isPrimary: true }));
      for (const event of events) element.dispatchEvent(event);
    }, finger);
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

interface Place {
  x: number;
  y: number;
}

interface Hand {
  down(at: Place): Promise<void>;
  move(to: Place): Promise<void>;
  up(): Promise<void>;
}

function mouseOf({ mouse }: Page): Hand {
  return {
    down: async ({ x, y }) => {
      await mouse.move(x, y);
      await mouse.down();
    },
    move: ({ x, y }) => mouse.move(x, y),
    up: () => mouse.up(),
  };
}

async function fingerOf(page: Page): Promise<Hand> {
  const session = await page.context().newCDPSession(page);
  const touch = async (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: Place[]): Promise<void> => {
    await session.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
  return { down: (at) => touch("touchStart", at), move: (to) => touch("touchMove", to), up: () => touch("touchEnd") };
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
