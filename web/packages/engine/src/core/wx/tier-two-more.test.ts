/** More of what some programs call, each by its name: objects with a life of their own, sounds, sockets, files, what is warmed up. */
import { afterAll, expect, test } from "vitest";
import { calling, running } from "../../host/testing/running";
import type { Running, Wanted } from "../../host/testing/running";
import { crew } from "../crew";
import { compiled } from "../testing/compiled";
import type { Compiled } from "../testing/opened";

const code: Compiled = compiled({
  "app.json": { pages: ["a", "b"], subPackages: [{ root: "far", name: "shop", pages: ["p"] }] }, "app.js": "App({})",
  "a.wxml": '<map id="map"/><audio id="song"/>', "a.js": "Page({})", "b.wxml": "<view/>", "b.js": "Page({})", "far/p.wxml": "<view/>", "far/p.js": "Page({})",
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

const ok = (name: string): object => ({ errMsg: `${name}:ok` });

/** By the function's name. */
const SHOWN: Record<string, (program: Running) => Promise<unknown>> = {
  batchSetStorageSync: async ({ now }) => {
    now("batchSetStorageSync", [{ key: "a", value: 1 }, { key: "b", value: { c: 2 } }]);
    expect(now("getStorageSync", "b")).toEqual({ c: 2 });
  },
  batchGetStorageSync: async ({ now }) => {
    now("setStorageSync", "a", "x");
    expect(now("batchGetStorageSync", ["a", "none"])).toEqual(["x", ""]);
  },
  requestIdleCallback: async ({ now }) => {
    const deadline = await new Promise((done) => now("requestIdleCallback", done));
    expect(deadline).toMatchObject({ didTimeout: false });
    expect(calling(deadline, "timeRemaining", [])).toBeGreaterThan(0);
  },
  cancelIdleCallback: async ({ now, settle }) => {
    let isCalled = false;
    now("cancelIdleCallback", now("requestIdleCallback", () => (isCalled = true)));
    await settle();
    expect(isCalled).toBe(false);
  },
  getLogManager: async ({ now, settle, shell }) => {
    calling(now("getLogManager", { level: 1 }), "warn", ["few dishes", { left: 2 }]);
    await settle();
    expect(shell.notes.findLast(({ name }) => name === "console")?.value).toMatchObject({ level: "warn" });
  },
  getRealtimeLogManager: async ({ now, settle, shell }) => {
    const manager = now("getRealtimeLogManager");
    calling(calling(manager, "tag", ["cart"]), "error", ["empty"]);
    await settle();
    expect(shell.notes.findLast(({ name }) => name === "console")?.value).toMatchObject({ level: "error" });
    expect(calling(manager, "getCurrentState", [])).toMatchObject({ maxSize: 5120 });
  },
  reportPerformance: async ({ now, settle, shell }) => {
    now("reportPerformance", 1101, 680);
    await settle();
    expect(shell.notes.findLast(({ name }) => name === "console")?.value).toMatchObject({ args: ["reportPerformance 1101"] });
  },
  getPerformance: async ({ now, ask, settle }) => {
    const performance = now("getPerformance");
    const seen: string[] = [];
    const observer = calling(performance, "createObserver", [(list: unknown) => seen.push(...(calling(list, "getEntriesByType", ["navigation"]) as { path: string }[]).map(({ path }) => path))]);
    calling(observer, "observe", [{ entryTypes: ["navigation"] }]);
    await ask("navigateTo", { url: "/b" });
    await settle();
    expect(seen).toEqual(["b"]);
    expect(calling(performance, "getEntriesByName", ["route"])).toHaveLength(2);
  },
  getUserCryptoManager: async ({ now }) => {
    const { randomValues } = (await calling(now("getUserCryptoManager"), "getRandomValues", [{ length: 6 }])) as { randomValues: ArrayBuffer };
    expect(randomValues.byteLength).toBe(6);
  },
  preDownloadSubpackage: async ({ ask, backend, settle }) => {
    expect(await ask("preDownloadSubpackage", { packageName: "far" })).toMatchObject(ok("preDownloadSubpackage"));
    await settle();
    expect(backend.notes.filter(({ name }) => name === "packageCode").at(-1)?.value).toBe("far");
  },
  preloadAssets: async ({ ask }) => {
    expect(await ask("preloadAssets", { data: [{ type: "image", src: "/a.png" }] })).toMatchObject(ok("preloadAssets"));
    await expect(ask("preloadAssets", { data: [{ type: "image", src: "/missing.png" }] })).rejects.toMatchObject({ errMsg: expect.stringMatching(/^preloadAssets:fail/) as string });
  },
  preloadWebview: async ({ ask }) => expect(await ask("preloadWebview")).toMatchObject(ok("preloadWebview")),
  preloadSkylineView: async ({ ask }) => expect(await ask("preloadSkylineView")).toMatchObject(ok("preloadSkylineView")),
  setTopBarText: async ({ ask }) => {
    expect(await ask("setTopBarText", { text: "Gulou" })).toMatchObject(ok("setTopBarText"));
    await expect(ask("setTopBarText", {})).rejects.toMatchObject({ errMsg: expect.stringContaining("parameter.text") as string });
  },
  checkIsPictureInPictureActive: async ({ now }) => expect(now("checkIsPictureInPictureActive")).toBe(false),
  createBufferURL: async ({ now }) => {
    expect(now("createBufferURL", new Uint8Array([0x89, 0x50, 0x4e, 0x47]).buffer)).toBe("data:image/png;base64,iVBORw==");
    expect(now("createBufferURL", new Uint8Array([0, 0xff, 0xd8, 0xff]).subarray(1))).toBe("data:image/jpeg;base64,/9j/");
    expect(() => now("createBufferURL", "text")).toThrow("createBufferURL:fail parameter error");
  },
  revokeBufferURL: async ({ now }) => expect(now("revokeBufferURL", now("createBufferURL", new ArrayBuffer(1)))).toBeUndefined(),
  getExptInfoSync: async ({ now }) => expect(now("getExptInfoSync", ["color"])).toEqual({}),
  saveFile: async ({ ask }) => {
    const { tempFilePaths } = (await ask("chooseImage", {})) as { tempFilePaths: string[] };
    const { savedFilePath } = (await ask("saveFile", { tempFilePath: tempFilePaths[0] })) as { savedFilePath: string };
    expect(savedFilePath).toMatch(/^wxfile:\/\/store_/);
    expect(await ask("getSavedFileList")).toMatchObject({ fileList: [{ filePath: savedFilePath }] });
  },
  createMapContext: async ({ now, view, settle }) => {
    calling(now("createMapContext", "map"), "moveToLocation", [{ longitude: 116 }]);
    await settle();
    expect(view.methods.at(-1)).toMatchObject({ name: "moveToLocation", args: [{ longitude: 116 }] });
  },
  createAudioContext: async ({ now, view, settle }) => {
    calling(now("createAudioContext", "song"), "setSrc", ["/b.mp3"]);
    await settle();
    expect(view.methods.at(-1)).toMatchObject({ name: "setSrc", args: ["/b.mp3"] });
  },
  playVoice: async ({ ask }) => {
    const played = ask("playVoice", { filePath: "/voice.mp3" });
    await new Promise((done) => setTimeout(done, 20));
    await ask("stopVoice");
    expect(await played).toMatchObject(ok("playVoice"));
  },
  pauseVoice: async ({ ask }) => {
    void ask("playVoice", { filePath: "/voice.mp3" });
    expect(await ask("pauseVoice")).toMatchObject(ok("pauseVoice"));
  },
  stopVoice: async ({ ask }) => expect(await ask("stopVoice")).toMatchObject(ok("stopVoice")),
  seekBackgroundAudio: async ({ ask, settle }) => {
    await expect(ask("seekBackgroundAudio", { position: 3 })).rejects.toMatchObject({ errMsg: "seekBackgroundAudio:fail no music is playing" });
    await ask("playBackgroundAudio", { dataUrl: "/song.mp3", title: "Song" });
    await settle();
    expect(await ask("seekBackgroundAudio", { position: 3 })).toMatchObject(ok("seekBackgroundAudio"));
  },
  stopBackgroundAudio: async ({ ask, settle }) => {
    await ask("playBackgroundAudio", { dataUrl: "/song.mp3", title: "Song" });
    await settle();
    expect(await ask("stopBackgroundAudio")).toMatchObject(ok("stopBackgroundAudio"));
  },
};

test.each(Object.entries(SHOWN))("%s", async (_, show) => {
  await show(await start());
});

test.each(["Play", "Pause", "Stop"])("onBackgroundAudio%s", async (kind) => {
  const { now, ask, settle } = await start();
  const heard: string[] = [];
  now(`onBackgroundAudio${kind}`, () => heard.push(kind));
  await ask("playBackgroundAudio", { dataUrl: "/song.mp3", title: "Song" });
  await settle();
  if (kind !== "Play") await ask(`${kind.toLowerCase()}BackgroundAudio`);
  await settle();
  expect(heard).toEqual([kind]);
});

/** The socket that was opened last, by the functions of before there were tasks. */
async function socket(): Promise<{ program: Running; heard: unknown[] }> {
  const program = await start();
  const heard: unknown[] = [];
  for (const name of ["Open", "Message", "Error", "Close"]) program.now(`onSocket${name}`, (data: { data?: unknown; code?: number }) => heard.push([name, data.data ?? data.code ?? null]));
  program.now("connectSocket", { url: "wss://chat.test/a" });
  await program.settle();
  return { program, heard };
}

test("onSocketOpen", async () => {
  expect((await socket()).heard).toEqual([["Open", null]]);
});

test.each(["sendSocketMessage", "onSocketMessage"])("%s", async () => {
  const { program, heard } = await socket();
  await program.ask("sendSocketMessage", { data: "hello" });
  await program.settle();
  expect(heard.at(-1)).toEqual(["Message", "echo hello"]);
});

test.each(["closeSocket", "onSocketClose"])("%s", async () => {
  const { program, heard } = await socket();
  await program.ask("closeSocket", { code: 1000 });
  await program.settle();
  expect(heard.at(-1)).toEqual(["Close", 1000]);
});

test("onSocketError", async () => {
  const refusal = Object.assign(new Error("x"), { name: "Refused", reason: "url not in domain list", errno: 600002 });
  const { now, settle } = await start({ backend: { socket: () => { throw refusal; } } });
  const heard: unknown[] = [];
  now("onSocketError", (problem: unknown) => heard.push(problem));
  now("connectSocket", { url: "wss://elsewhere.test/a" });
  await settle();
  expect(heard).toMatchObject([{ errMsg: expect.stringMatching(/^connectSocket:fail/) as string }]);
});

test("createWorker", async () => {
  const { wx, view, settle, core } = await running(compiled({
    "app.json": { pages: ["a"], workers: "workers" }, "app.js": "App({})", "a.wxml": "<view/>", "a.js": "Page({})",
    "workers/sum.js": "const { add } = require('./lib/add'); worker.onMessage(({ a, b }) => { if (b === undefined) throw new Error('no b'); worker.postMessage({ sum: add(a, b) }) })",
    "workers/lib/add.js": "exports.add = (a, b) => a + b",
  }));
  const errors: string[] = [];
  core.program.on("error", ((text: string) => errors.push(text)) as never);
  expect(() => calling(wx, "createWorker", ["a.js"])).toThrow('createWorker:fail "a.js" is not in the folder');
  const worker = calling(wx, "createWorker", ["workers/sum.js"]);
  expect(() => calling(wx, "createWorker", ["workers/sum.js"])).toThrow("createWorker:fail max worker count is 1");
  const heard: unknown[] = [];
  calling(worker, "onMessage", [(data: unknown) => heard.push(data)]);
  calling(worker, "postMessage", [{ a: 1, b: 2 }]);

  // What the view does: the same packages beside a second core, and a port between the two.
  const asked = view.commands.find(({ t }) => t === "crew") as { id: number; path: string };
  const { port1, port2 } = new MessageChannel();
  const scope: Record<string, unknown> = {};
  const own = crew(asked.path, port2 as never, scope);
  own.definer.define("workers/lib/add.js", (_, module) => void (module.exports = { add: (a: number, b: number) => a + b }));
  own.definer.define("workers/sum.js", (require) => {
    const { add } = require("./lib/add") as { add: (a: number, b: number) => number };
    calling(scope.worker, "onMessage", [({ a, b }: { a: number; b?: number }) => {
      if (b === undefined) throw new Error("no b");
      calling(scope.worker, "postMessage", [{ sum: add(a, b) }]);
    }]);
  });
  own.begin();
  view.say({ t: "answer", id: asked.id, result: port1 as never });
  await settle();
  await new Promise((done) => setTimeout(done, 30));
  expect(heard).toEqual([{ sum: 3 }]);
  calling(worker, "postMessage", [{ a: 1 }]);
  await new Promise((done) => setTimeout(done, 30));
  expect(errors.join()).toContain("no b");
  calling(worker, "terminate", []);
  await settle();
  expect(view.commands.at(-1)).toEqual({ t: "crew", id: 0, path: "" });
  port1.close();
});
