import { expect, test } from "vitest";
import { Dispatch } from "./dispatch";
import type { Port } from "./dispatch";
import type { Handlers } from "./desk";
import { Refused } from "./backend";
import { Counting } from "./measures";
import { fakeBackend, fakeDevice } from "./testing/fakes";

function open(handlers: Handlers): { ask(message: unknown): Promise<unknown[]>; told: string[]; heard: unknown[] } {
  const heard: unknown[] = [];
  const told: string[] = [];
  const port: Port = { postMessage: (message) => void heard.push(message), onmessage: null, close: () => undefined };
  new Dispatch(port, handlers, new Counting(fakeBackend({}), fakeDevice().after, () => 0), (name) => void told.push(name));
  return {
    heard, told,
    ask: async (message) => {
      port.onmessage?.({ data: message } as MessageEvent);
      await new Promise((done) => setTimeout(done, 0));
      return heard;
    },
  };
}

test("a call that nobody knows is refused, also when its name is one of every object", async () => {
  const { ask, heard } = open({});
  await ask({ t: "call", id: 1, api: "stealEverything", args: {} });
  await ask({ t: "call", id: 2, api: "constructor", args: {} });
  await ask({ t: "call", id: 3, api: "__proto__", args: {} });
  expect(heard).toMatchObject([1, 2, 3].map((id) => ({ id, ok: false, errMsg: expect.stringMatching(/:fail not supported$/) as string })));
});

test("arguments of the wrong shape never reach the function", async () => {
  const seen: unknown[] = [];
  const { ask, heard } = open({ showToast: (args) => void seen.push(args) });
  await ask({ t: "call", id: 1, api: "showToast", args: { title: { toString: "x" } } });
  await ask({ t: "call", id: 2, api: "showToast", args: ["title"] });
  await ask({ t: "call", id: 3, api: "showToast", args: { title: "t", duration: "soon" } });
  await ask({ t: "call", id: 4, api: "showToast", args: { title: "t", appId: "wxother", extra: 1 } });
  expect(heard).toMatchObject([{ id: 1, ok: false }, { id: 2, ok: false }, { id: 3, ok: false }, { id: 4, ok: true }]);
  expect(seen).toEqual([{ title: "t" }]);
});

test("what is no message at all is not answered", async () => {
  const { ask, heard, told } = open({ login: () => ({}) });
  for (const message of [null, "login", [], { t: "call", api: "login" }, { t: "call", id: -1, api: "login" }, { t: "call", id: 1, api: "" }, { t: "tell" }, { t: "done", id: 1 }]) await ask(message);
  expect([heard, told]).toEqual([[], []]);
});

test("a message larger than two megabytes is refused unless it carries a file", async () => {
  const big = "x".repeat(2 * 1024 * 1024 + 1);
  const { ask, heard } = open({ showToast: () => undefined, "fs.write": () => undefined });
  await ask({ t: "call", id: 1, api: "showToast", args: { title: big } });
  await ask({ t: "call", id: 2, api: "fs.write", args: { path: "wxfile://usr/a", data: big } });
  expect(heard).toMatchObject([{ id: 1, ok: false, errMsg: "showToast:fail the data is too large" }, { id: 2, ok: true }]);
});

test("a refusal is told in its words, anything else without its inside", async () => {
  const { ask, heard } = open({
    login: () => Promise.reject(new Refused("url not in domain list", { errno: 600002 })),
    checkSession: () => {
      throw Object.assign(new Error("aborted"), { name: "AbortError" });
    },
    getSetting: () => Promise.reject(new Error("secret path")),
  });
  await ask({ t: "call", id: 1, api: "login", args: {} });
  await ask({ t: "call", id: 2, api: "checkSession" });
  await ask({ t: "call", id: 3, api: "getSetting", args: {} });
  expect(heard).toEqual([
    { t: "done", id: 1, ok: false, errMsg: "login:fail url not in domain list", errno: 600002 },
    { t: "done", id: 2, ok: false, errMsg: "checkSession:fail abort" },
    { t: "done", id: 3, ok: false, errMsg: "getSetting:fail internal error" },
  ]);
});
