import { afterAll, beforeAll, expect, test } from "vitest";
import { compiled } from "../core/testing/compiled";
import type { Compiled } from "../core/testing/opened";
import { memoryKeeper } from "./keeper";
import { calling, running } from "./testing/running";
import type { Running } from "./testing/running";

let code: Compiled;
const open: Running[] = [];

beforeAll(() => {
  code = compiled({
    "app.json": { pages: ["pages/index/index", "pages/more/more"], window: { navigationBarTitleText: "Start" } },
    "app.js": "App({ onLaunch(options) { this.launched = options }, onHide() { this.hidden = true } })",
    "pages/index/index.wxml": "<view>{{greeting}}</view>",
    "pages/index/index.js": "Page({ data: { greeting: 'hello' }, onShareAppMessage({ from }) { return { title: 'from ' + from, path: '/pages/more/more?id=1' } } })",
    "pages/more/more.wxml": "<view>more {{id}}</view>",
    "pages/more/more.js": "Page({ data: { id: '' }, onLoad({ id, activity }) { this.setData({ id }); if (activity) wx.updateShareMenu({ isUpdatableMessage: true, activityId: activity }) } })",
  });
});

async function start(...args: Parameters<typeof running> extends [unknown, ...infer Rest] ? Rest : never): Promise<Running> {
  const program = await running(code, ...args);
  open.push(program);
  return program;
}

afterAll(() => {
  for (const { program } of open) program.close();
});

test("a program opens, and the shell learns of its bar and pages", async () => {
  const { view, shell, boot } = await start();
  expect(view.text()).toBe("hello");
  expect(shell.notes.find(({ name }) => name === "navigation")?.value).toMatchObject({ title: "Start", canGoBack: false });
  expect(shell.notes.findLast(({ name }) => name === "stack")?.value).toMatchObject({ pages: [{ path: "pages/index/index" }] });
  expect(boot).toMatchObject({ appId: "wx0000000000000001", core: "core", versionKind: "release", theme: "light" });
});

test("a request goes out by the backend and comes back as the program wants it", async () => {
  const { ask, backend } = await start();
  const answer = await ask("request", { url: "https://api.test/a?x=1", data: { y: 2, z: "a b" } });
  expect(answer).toMatchObject({ statusCode: 200, data: { url: "https://api.test/a?x=1&y=2&z=a%20b", method: "GET", data: null }, errMsg: "request:ok" });
  await ask("request", { url: "https://api.test/a", method: "POST", data: { y: 2 } });
  expect(backend.notes.findLast(({ name }) => name === "request")?.value).toMatchObject([{ method: "POST", data: '{"y":2}', header: { "content-type": "application/json" } }, {}]);
});

test("what was stored is there when the program is opened again", async () => {
  const keepers = { storage: memoryKeeper<string>(), files: memoryKeeper() } as Running["keepers"];
  const first = await start({ keepers });
  first.now("setStorageSync", "cart", [{ dish: "面", count: 2 }]);
  const files = first.now("getFileSystemManager");
  calling(files, "mkdirSync", ["wxfile://usr/notes"]);
  calling(files, "writeFileSync", ["wxfile://usr/notes/a.txt", "kept", "utf8"]);
  await first.settle();
  first.program.close();

  const second = await start({ keepers });
  expect(second.now("getStorageSync", "cart")).toEqual([{ dish: "面", count: 2 }]);
  const again = second.now("getFileSystemManager");
  expect(calling(again, "readFileSync", ["wxfile://usr/notes/a.txt", "utf8"])).toBe("kept");
  expect(calling(again, "readdirSync", ["wxfile://usr/notes"])).toEqual(["a.txt"]);
});

test("one press leads to one sheet", async () => {
  const { ask, press, prompts } = await start();
  await expect(ask("getUserProfile", { desc: "for the order" })).rejects.toMatchObject({ errMsg: "getUserProfile:fail can only be invoked by user TAP gesture." });
  await press();
  await expect(ask("getUserProfile", { desc: "for the order" })).resolves.toMatchObject({ userInfo: { nickName: "Li" } });
  await expect(ask("getUserProfile", { desc: "for the order" })).rejects.toMatchObject({ errMsg: "getUserProfile:fail can only be invoked by user TAP gesture." });
  expect(prompts.notes.filter(({ name }) => name === "userInfo")).toHaveLength(1);
});

test("a scope is asked for once; a refusal stays", async () => {
  const { ask, prompts } = await start({ prompts: { permission: () => Promise.resolve(false) } });
  await expect(ask("getLocation", {})).rejects.toMatchObject({ errMsg: "getLocation:fail auth deny", errno: 103 });
  await expect(ask("authorize", { scope: "scope.userLocation" })).rejects.toMatchObject({ errMsg: "authorize:fail auth deny" });
  expect(prompts.notes.filter(({ name }) => name === "permission")).toHaveLength(1);
  await expect(ask("getSetting")).resolves.toMatchObject({ authSetting: { "scope.userLocation": false } });
});

test("what is personal waits for a yes to the privacy notice, which is asked for once", async () => {
  const answers = [false, true];
  const { ask, backend, prompts } = await start({ opened: { privacy: { needed: true, name: "Notice" } }, prompts: { privacy: () => Promise.resolve(answers.shift() ?? false) } });
  expect(await ask("getPrivacySetting")).toMatchObject({ needAuthorization: true, privacyContractName: "Notice" });
  await expect(ask("chooseImage", {})).rejects.toMatchObject({ errMsg: "chooseImage:fail privacy permission is not authorized", errno: 104 });
  await ask("chooseImage", {});
  await ask("chooseImage", {});
  expect(prompts.notes.filter(({ name }) => name === "privacy")).toHaveLength(2);
  expect(backend.notes.filter(({ name }) => name === "agreePrivacy")).toHaveLength(1);
  expect(await ask("getPrivacySetting")).toMatchObject({ needAuthorization: false });
});

test("sharing from the capsule asks the page for its card", async () => {
  const { program, prompts, settle } = await start();
  program.share();
  await settle();
  expect(prompts.notes.find(({ name }) => name === "share")?.value).toEqual({ title: "from menu", path: "/pages/more/more?id=1" });
});

test("a page whose card its server changes tells the card of what", async () => {
  const { ask, program, prompts, settle } = await start();
  const last = (): unknown => prompts.notes.findLast(({ name }) => name === "share")?.value;
  const templateInfo = { parameterList: [{ name: "member_count", value: "1" }, { name: "room_limit", value: 5 }, null, { value: "x" }] };
  await expect(ask("updateShareMenu", { isUpdatableMessage: true })).rejects.toMatchObject({ errMsg: "updateShareMenu:fail activityId is required for an updatable message" });
  await ask("updateShareMenu", { withShareTicket: true, isUpdatableMessage: true, activityId: "a1", templateInfo });
  program.share();
  await settle();
  expect(last()).toMatchObject({ title: "from menu", activity: { id: "a1", words: { member_count: "1", room_limit: "5" } } });
  await ask("navigateTo", { url: "../more/more?activity=a2" });
  await settle();
  program.share();
  await settle();
  expect(last()).toMatchObject({ activity: { id: "a2", words: {} } });
  program.back();
  await settle();
  await ask("updateShareMenu", { isUpdatableMessage: false });
  program.share();
  await settle();
  expect(last()).not.toHaveProperty("activity");
});

test("phone back leaves the page, then the program", async () => {
  const { ask, program, shell, settle } = await start();
  await ask("navigateTo", { url: "../more/more?id=7" });
  await settle();
  expect(program.pages.map(({ path }) => path)).toEqual(["pages/index/index", "pages/more/more"]);
  program.back();
  await settle();
  expect(program.pages.map(({ path }) => path)).toEqual(["pages/index/index"]);
  program.back();
  await settle();
  expect(shell.notes.some(({ name }) => name === "exit")).toBe(true);
});

test("what is missing and what fails is counted and handed in when the program closes", async () => {
  const { ask, program, backend, settle } = await start();
  await expect(ask("openBluetoothAdapter", {})).rejects.toEqual({ errMsg: "openBluetoothAdapter:fail not supported" });
  await expect(ask("getImageInfo", { src: "/missing.png" })).rejects.toMatchObject({ errMsg: 'getImageInfo:fail no such file or directory "/missing.png"' });
  await settle();
  program.close();
  expect(backend.notes.find(({ name }) => name === "measures")?.value).toMatchObject({ missing: { openBluetoothAdapter: 1 }, failures: { getImageInfo: 1 }, visits: { "pages/index/index": 1 } });
});

test("what a program tells of its bars is looked at before it is drawn", async () => {
  const { core, shell, settle } = await start();
  core.host.tell("navigation", { title: { toString: "x" }, backgroundColor: "url(https://spy.test/)", textStyle: 7, menus: "all" });
  core.host.tell("tabBar", { items: [{ text: ["x"], badge: {} }, null], backgroundColor: "red;background:url(x)" });
  core.host.tell("stack", { pages: "none" });
  core.host.tell("error", null);
  core.host.tell("constructor", {});
  await settle();
  const last = (name: string): unknown => shell.notes.findLast((note) => note.name === name)?.value;
  expect(last("navigation")).toMatchObject({ title: "", backgroundColor: "#ffffff", textStyle: "black", menus: { share: false } });
  expect(last("tabBar")).toMatchObject({ backgroundColor: "", items: [{ text: "", iconPath: "" }, { text: "" }] });
  expect(last("stack")).toEqual({ pages: [] });
  expect(last("scriptError")).toEqual({ message: "", stack: "", page: "", kind: "script" });
});

test("a driver sees the page on top, script errors and what is missing", async () => {
  const { program, ask, settle } = await start();
  await ask("navigateTo", { url: "/pages/more/more?id=7" });
  await ask("openBluetoothAdapter").catch(() => undefined);
  await settle();
  expect(await program.inspect()).toEqual({ path: "pages/more/more", query: { id: "7" }, data: { id: "7" } });
  expect([program.errors(), program.missingApis()]).toEqual([[], ["openBluetoothAdapter"]]);
});

test("after closing, nothing is answered and sheets are gone", async () => {
  const { ask, program, prompts, backend, settle } = await start();
  program.close();
  void ask("login");
  await settle();
  expect(backend.notes.some(({ name }) => name === "login")).toBe(false);
  expect(prompts.notes.at(-1)?.name).toBe("closeAll");
});

test("how long a page was looked at, where a visit began and ended, and what was sent on is counted", async () => {
  const { program, ask, backend, device, settle } = await start();
  device.moment += 5_000;
  await ask("navigateTo", { url: "/pages/more/more?id=1" });
  await settle();
  device.moment += 2_000;
  program.share();
  await settle();
  program.hide();
  device.moment += 60_000;
  program.show();
  device.moment += 1_000;
  program.close();
  const stays = backend.notes.filter(({ name }) => name === "measures").map(({ value }) => (value as [{ stays: unknown }])[0]?.stays ?? (value as { stays: unknown }).stays);
  expect(stays).toEqual([
    { "pages/index/index": { ms: 5_000, entered: 1, left: 0, shared: 0 }, "pages/more/more": { ms: 2_000, entered: 0, left: 1, shared: 1 } },
    { "pages/more/more": { ms: 1_000, entered: 1, left: 1, shared: 0 } },
  ]);
});
