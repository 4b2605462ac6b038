/** What a program can listen to: each event when its moment comes, and no more once it is let go. */
import { afterAll, describe, expect, test } from "vitest";
import { calling, running } from "../../host/testing/running";
import type { Running, Wanted } from "../../host/testing/running";
import { compiled } from "../testing/compiled";
import type { Compiled } from "../testing/opened";

const code: Compiled = compiled({
  "app.json": { pages: ["a", "b"], subPackages: [{ root: "far", pages: ["p"] }] }, "app.js": "App({})",
  "a.json": { usingComponents: { late: "/far/late" }, componentPlaceholder: { late: "view" } },
  "a.wxml": "<late wx:if='{{on}}'/>", "a.js": "Page({data: {on: false}})", "b.wxml": "<view/>", "b.js": "Page({})",
  "far/p.wxml": "<view/>", "far/p.js": "Page({})", "far/late.json": { component: true }, "far/late.wxml": "late", "far/late.js": "Component({})",
});
const open: Running[] = [];

afterAll(() => {
  for (const { program } of open) program.close();
});

async function start(wanted?: Wanted): Promise<Running> {
  const program = await running(code, wanted);
  open.push(program);
  return program;
}

const there = async ({ ask }: Running): Promise<unknown> => ask("redirectTo", { url: "/b?x=1" });
const andBack = async ({ ask }: Running): Promise<unknown> => {
  await ask("navigateTo", { url: "/b" });
  return ask("navigateBack");
};
const toB = { path: "b", query: { x: "1" }, openType: "redirectTo", routeEventId: expect.stringMatching(/^\d+_\d+$/) as string };

/** By the event's name: what makes it happen, and what is told. */
const EVENTS: Record<string, [act: (program: Running) => unknown, gives: unknown]> = {
  BeforeAppRoute: [there, { ...toB, renderer: "webview", notFound: false, page: expect.any(Object) as object }],
  BeforePageLoad: [there, { ...toB, componentFramework: "glass-easel" }],
  AfterPageLoad: [there, { ...toB, page: expect.objectContaining({ route: "b" }) as object }],
  AppRoute: [there, { ...toB, renderer: "webview", timeStamp: expect.any(Number) as number }],
  AppRouteDone: [there, { ...toB, timeStamp: expect.any(Number) as number }],
  BeforePageUnload: [andBack, { path: "b", page: expect.objectContaining({ route: "b" }) as object }],
  AfterPageUnload: [andBack, { path: "b" }],
  AppShow: [({ program }) => program.show({ scene: 1011 }), { scene: 1011 }],
  AppHide: [({ program }) => program.hide(), { reason: 0 }],
  Error: [({ core }) => core.report(new Error("broken"), "a"), expect.stringContaining("Error: broken")],
  UnhandledRejection: [({ core }) => core.program.reject("why", null), { reason: "why" }],
  PageNotFound: [({ program }) => program.show({ isNewEntry: true, path: "none", query: { y: "2" } }), { path: "none", query: { y: "2" }, isEntryPage: true }],
  ThemeChange: [({ program }) => program.setTheme("dark"), { theme: "dark" }],
  WindowResize: [({ view, core }) => view.say({ t: "resize", page: core.stack.top?.id ?? 0, size: { windowWidth: 300, windowHeight: 500 } }), { size: { windowWidth: 300, windowHeight: 500 } }],
  KeyboardHeightChange: [({ program }) => program.keyboard(210), { height: 210 }],
};

describe("events", () => {
  for (const [name, [act, gives]] of Object.entries(EVENTS)) {
    const heard = async (): Promise<{ program: Running; all: unknown[]; listener: (data: unknown) => void }> => {
      const program = await start();
      const all: unknown[] = [];
      const listener = (data: unknown): void => void all.push(data);
      calling(program.wx, `on${name}`, [listener]);
      return { program, all, listener };
    };

    test(`on${name}`, async () => {
      const { program, all } = await heard();
      await act(program);
      await program.settle();
      if (typeof gives === "object" && !("asymmetricMatch" in (gives as object))) expect(all.at(-1)).toMatchObject(gives as object);
      else expect(all.at(-1)).toEqual(gives);
    });

    test(`off${name}`, async () => {
      const { program, all, listener } = await heard();
      calling(program.wx, `off${name}`, [listener]);
      await act(program);
      await program.settle();
      expect(all).toEqual([]);
    });
  }

  test("a route is told of in its order", async () => {
    const { wx, ask, settle } = await start();
    const all: string[] = [];
    for (const name of ["BeforeAppRoute", "BeforePageLoad", "AfterPageLoad", "BeforePageUnload", "AfterPageUnload", "AppRoute", "AppRouteDone"]) calling(wx, `on${name}`, [() => all.push(name)]);
    await ask("redirectTo", { url: "/b" });
    await settle();
    expect(all).toEqual(["BeforeAppRoute", "BeforePageUnload", "AfterPageUnload", "BeforePageLoad", "AfterPageLoad", "AppRoute", "AppRouteDone"]);
  });

  test("the first page comes by appLaunch", async () => {
    const launched = await running({ ...code, services: { ...code.services, main: `wx.onAppRoute((told) => wx.told = told);\n${code.services.main ?? ""}` } });
    open.push(launched);
    expect(launched.wx.told).toMatchObject({ path: "a", openType: "appLaunch" });
  });

  test("onNetworkStatusChange", async () => {
    let change = (): void => undefined;
    const state = { networkType: "wifi", isConnected: true };
    const { wx, settle } = await start({ device: { network: () => ({ ...state }), onNetwork: (listener) => ((change = listener), () => undefined) } });
    const all: unknown[] = [];
    calling(wx, "onNetworkStatusChange", [(data: unknown) => all.push(data)]);
    Object.assign(state, { networkType: "none", isConnected: false });
    change();
    await settle();
    calling(wx, "offNetworkStatusChange", []);
    change();
    await settle();
    expect(all).toEqual([{ networkType: "none", isConnected: false }]);
  });

  test("onLazyLoadError", async () => {
    const { wx, core, settle } = await start({ backend: { packageCode: (name) => (name === "far" ? Promise.reject(new Error("gone")) : Promise.resolve({ name, service: code.services[name] ?? "", view: "", styles: {} })) } });
    const all: unknown[] = [];
    calling(wx, "onLazyLoadError", [(data: unknown) => all.push(data)]);
    calling(core.stack.top?.face, "setData", [{ on: true }]);
    await settle();
    expect(all).toMatchObject([{ type: "subpackage", subpackage: ["far"], errMsg: expect.any(String) as string }]);
  });
});

/** Nothing here ever makes them happen, as the device has no such thing; listening is taken all the same. */
test.each(["ApiCategoryChange", "CopyUrl", "MenuButtonBoundingClientRectWeightChange", "ParallelStateChange", "WindowStateChange"])("on%s", async (name) => {
  const { wx, program } = await start();
  const listener = (): never => {
    throw new Error("called");
  };
  calling(wx, `on${name}`, [listener]);
  calling(wx, `off${name}`, [listener]);
  expect(program.missingApis()).toEqual([]);
});

describe("rewriteRoute", () => {
  async function rewriting(options: object): Promise<{ program: Running; heard: string[] }> {
    const program = await start();
    const heard: string[] = [];
    calling(program.wx, "onBeforeAppRoute", [({ path }: { path: string }) => {
      if (path === "b") calling(program.wx, "rewriteRoute", [{ ...options, success: () => heard.push("ok"), fail: ({ errMsg }: { errMsg: string }) => heard.push(errMsg) }]);
    }]);
    return { program, heard };
  }

  test("rewriteRoute", async () => {
    const { program, heard } = await rewriting({ url: "/far/p?y=2" });
    await program.ask("navigateTo", { url: "/b?x=1" });
    await program.settle();
    expect(program.core.stack.pages.map(({ path, query }) => ({ path, query }))).toEqual([{ path: "a", query: {} }, { path: "far/p", query: { y: "2" } }]);
    expect(heard).toEqual(["ok"]);
  });

  test("the query of the route may be kept", async () => {
    const { program } = await rewriting({ url: "/far/p?y=2", preserveQuery: true });
    await program.ask("navigateTo", { url: "/b?x=1" });
    expect(program.core.stack.top).toMatchObject({ path: "far/p", query: { x: "1" } });
  });

  test("a page that is not there, and a route that is not under way, are refused", async () => {
    const { program, heard } = await rewriting({ url: "/none" });
    await program.ask("navigateTo", { url: "/b" });
    await program.settle();
    expect(program.core.stack.top).toMatchObject({ path: "b" });
    expect(heard).toEqual(['rewriteRoute:fail page "none" is not found']);
    await expect(program.ask("rewriteRoute", { url: "/a" })).rejects.toMatchObject({ errMsg: expect.stringContaining("onBeforeAppRoute") as string });
  });
});
