/** Every function that nearly every program calls: what it gives, and how it fails, with a real host behind it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { running, calling } from "../../host/testing/running";
import type { Running, Wanted } from "../../host/testing/running";
import { compiled } from "../testing/compiled";
import type { Compiled } from "../testing/opened";
import { ASYNC, CASES_AT_ONCE, TIER_ONE } from "./testing/tier-one";

let code: Compiled;
const open: Running[] = [];

beforeAll(() => {
  const page = { wxml: '<view id="box" class="dish" data-n="3">{{x}}</view><canvas canvas-id="old"/>', js: "Page({ data: { x: 1, cloud: typeof wx.cloud } })" };
  code = compiled({
    "app.json": { pages: ["pages/a/a", "pages/b/b", "pages/plain/plain"], tabBar: { list: [{ pagePath: "pages/a/a", text: "A" }, { pagePath: "pages/b/b", text: "B" }] } },
    "app.js": "App({})",
    ...Object.fromEntries(["a", "b", "plain"].flatMap((name) => [[`pages/${name}/${name}.wxml`, page.wxml], [`pages/${name}/${name}.js`, page.js]])),
  });
});

afterAll(() => {
  for (const { program } of open) program.close();
});

async function start(wanted?: Wanted): Promise<Running> {
  const program = await running(code, wanted);
  open.push(program);
  return program;
}

test("the table names every function of the first tier", () => {
  expect([...Object.keys(ASYNC), ...Object.keys(CASES_AT_ONCE)].sort()).toEqual([...TIER_ONE].sort());
});

describe("functions that answer later", () => {
  for (const [name, one] of Object.entries(ASYNC)) {
    test.skipIf(one.inBrowser)(`${name} succeeds`, async () => {
      const program = await start();
      if (one.pressed) await program.press();
      await one.first?.(program);
      const reply = await program.ask(name, one.given);
      const wanted = { ...one.gives, errMsg: `${name}:ok` };
      if (one.more) expect(reply).toMatchObject(wanted);
      else expect(reply).toEqual(wanted);
      await program.settle();
      one.seen?.(program);
    });

    for (const [at, { given, wanted, pressed, says, ...more }] of one.fails.entries()) {
      test(`${name} fails (${at + 1}): ${says}`, async () => {
        const program = await start(wanted);
        if (pressed) await program.press();
        await more.first?.(program);
        await expect(program.ask(name, given)).rejects.toMatchObject({ errMsg: `${name}:fail ${says}`, ...more.and });
      });
    }
  }
});

describe("functions that answer at once", () => {
  for (const [name, check] of Object.entries(CASES_AT_ONCE)) {
    test(name, async () => {
      const program = await start();
      await check((...args) => program.now(name, ...args), program);
    });
  }
});

test("success and complete are called, and nothing is returned then", async () => {
  const { wx, settle } = await start();
  const heard: string[] = [];
  const note = (kind: string) => (reply: { errMsg: string }) => heard.push(`${kind} ${reply.errMsg}`);
  expect(calling(wx, "login", [{ success: note("success"), fail: note("fail"), complete: note("complete") }])).toBeUndefined();
  await settle();
  expect(calling(wx, "setNavigationBarTitle", [{ fail: note("fail"), complete: note("complete") }])).toBeUndefined();
  await settle();
  const wrong = "setNavigationBarTitle:fail parameter error: parameter.title should be String instead of Undefined;";
  expect(heard).toEqual(["success login:ok", "complete login:ok", `fail ${wrong}`, `complete ${wrong}`]);
});

test("what a callback throws is the program's error and stops nothing", async () => {
  const { wx, settle, shell } = await start();
  let completed = false;
  calling(wx, "login", [{ success: () => { throw new Error("mine"); }, complete: () => (completed = true) }]);
  await settle();
  expect(completed).toBe(true);
  expect(shell.notes.find(({ name }) => name === "scriptError")?.value).toMatchObject({ message: expect.stringContaining("mine") as string });
});

test("wx takes new properties, and unknown names are undefined", async () => {
  const { wx } = await start();
  expect(wx.noSuchThing).toBeUndefined();
  wx.webpackJsonp = [];
  expect(wx.webpackJsonp).toEqual([]);
});
