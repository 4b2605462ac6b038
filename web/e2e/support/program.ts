/** A small mini program, put out for a journey: it does what its buttons say and writes down what it was told. */
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { FrameLocator, Locator, Page } from "@playwright/test";
import type { Lane } from "./lane";
import type { wordsOf } from "./words";

export interface Program {
  app_id: string;
  secret: string;
  name: string;
}

const BUTTONS = ["login", "place", "modal", "sheet", "toast", "address", "phone", "deep"] as const;

const FILES: Record<string, string> = {
  "app.json": JSON.stringify({
    pages: ["pages/menu/menu", "pages/orders/orders", "pages/pizza/pizza"],
    window: { navigationBarTitleText: "Menu", navigationBarBackgroundColor: "#ffffff", navigationBarTextStyle: "black" },
    permission: { "scope.userLocation": { desc: "To find the nearest oven" } },
    tabBar: { list: [{ pagePath: "pages/menu/menu", text: "Menu" }, { pagePath: "pages/orders/orders", text: "Orders" }] },
  }),
  "app.js": "App({ onShow({ scene }) { this.scene = scene } })",
  "app.wxss": "button { margin: 8px 16px }",
  "pages/menu/menu.json": "{}",
  "pages/menu/menu.wxml": `<view id="told">{{told}}</view><view id="count">{{count}}</view>
${BUTTONS.map((name) => (name === "phone" ? `<button id="phone" open-type="getPhoneNumber" bindgetphonenumber="heard">phone</button>` : `<button id="${name}" bindtap="${name}">${name}</button>`)).join("\n")}
<button id="share" open-type="share">share</button>`,
  "pages/menu/menu.js": `Page({
  data: { told: "", count: 0 },
  onLoad(query) { this.setData({ told: JSON.stringify(query) }); wx.setTabBarBadge({ index: 1, text: "2" }) },
  tell(value) { this.setData({ told: JSON.stringify(value), count: this.data.count + 1 }) },
  heard(event) { this.tell(event.detail) },
  both() { return { success: (value) => this.tell(value), fail: (value) => this.tell(value) } },
  login() { wx.login(this.both()) },
  place() { wx.getLocation(this.both()) },
  modal() { wx.showModal({ title: "Order it?", content: "One pizza", ...this.both() }) },
  sheet() { wx.showActionSheet({ itemList: ["Small", "Large"], ...this.both() }) },
  toast() { wx.showToast({ title: "Added", icon: "success" }) },
  address() { wx.chooseAddress(this.both()) },
  deep() { wx.navigateTo({ url: "/pages/pizza/pizza?n=1" }) },
  onShareAppMessage() { return { title: "A pizza for us", path: "/pages/menu/menu?from=card" } },
})`,
  "pages/orders/orders.json": "{}",
  "pages/orders/orders.wxml": `<view id="orders">No orders yet</view>`,
  "pages/orders/orders.js": "Page({})",
  "pages/pizza/pizza.json": JSON.stringify({ navigationBarTitleText: "Pizza" }),
  "pages/pizza/pizza.wxml": `<view class="pizza">Pizza {{n}}</view><button class="more" bindtap="more">more</button>`,
  "pages/pizza/pizza.js": `Page({
  data: { n: 0 },
  onLoad({ n }) { this.setData({ n: Number(n) }) },
  more() { wx.navigateTo({ url: "/pages/pizza/pizza?n=" + (this.data.n + 1) }) },
})`,
};

/** Compiled, approved and released when this answers; what it is made of is above, or in `files`. */
export async function aProgram(lane: Lane, name: string, files: Record<string, string> = FILES): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), "program-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await lane.ask<Program>("POST", "/api/lab/mini-programs", { dir: folder, name, owner: "company" });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** An open program as a person handles it. */
export class OpenProgram {
  readonly place: Locator;
  readonly frame: FrameLocator;

  constructor(
    readonly page: Page,
    private readonly m: ReturnType<typeof wordsOf>,
    private readonly program: Program,
  ) {
    this.place = page.locator(`.program[data-appid="${program.app_id}"]`);
    this.frame = this.place.frameLocator(".program-frame > iframe");
  }

  get title(): Locator {
    return this.place.getByRole("heading", { level: 1 });
  }

  get told(): Locator {
    return this.frame.locator("#told");
  }

  dialog(name?: string | RegExp): Locator {
    return this.place.getByRole("dialog", name === undefined ? {} : { name });
  }

  /** By a finger or by a mouse, as the project has it; answers when the program was told something new. */
  async tap(id: string): Promise<void> {
    await this.frame.locator(`#${id}`).click();
  }

  async answer(dialog: string, button: string): Promise<void> {
    await this.dialog(this.m(dialog, { name: this.program.name })).getByRole("button", { name: this.m(button), exact: true }).click();
  }

  async more(tile: string): Promise<void> {
    await this.place.getByRole("button", { name: this.m("mini.more", { name: this.program.name }), exact: true }).click();
    await this.dialog().getByRole("button", { name: this.m(tile), exact: true }).click();
  }

  async close(): Promise<void> {
    await this.place.getByRole("button", { name: this.m("mini.close", { name: this.program.name }), exact: true }).click();
  }
}
