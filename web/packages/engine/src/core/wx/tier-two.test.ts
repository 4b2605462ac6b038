/** What fewer programs call: files in all their forms, objects with a life of their own, older functions. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calling, running } from "../../host/testing/running";
import type { Running, Wanted } from "../../host/testing/running";
import { onePage } from "../testing/compiled";
import type { Compiled } from "../testing/opened";

let code: Compiled;
const open: Running[] = [];

beforeAll(() => {
  code = onePage({
    wxml: '<video id="film"/><map id="map"/>', js: "Page({})",
    more: { "data/menu.json": '{"dish":"面"}', "data/deep/more.txt": "deep" },
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

const ROOT = "wxfile://usr";

describe("files", () => {
  async function files(): Promise<{ now: (name: string, ...args: unknown[]) => unknown; later: (name: string, options?: unknown) => Promise<unknown>; program: Running }> {
    const program = await start();
    const manager = program.now("getFileSystemManager");
    return { program, now: (name, ...args) => calling(manager, name, args), later: async (name, options) => calling(manager, name, [options]) };
  }

  test("folders are made, listed, renamed and removed", async () => {
    const { now } = await files();
    now("mkdirSync", `${ROOT}/a/b`, true);
    now("writeFileSync", `${ROOT}/a/b/x.txt`, "x");
    now("writeFileSync", `${ROOT}/a/y.txt`, "y");
    expect(now("readdirSync", `${ROOT}/a`)).toEqual(["b", "y.txt"]);
    now("renameSync", `${ROOT}/a`, `${ROOT}/c`);
    expect(now("readFileSync", `${ROOT}/c/b/x.txt`, "utf8")).toBe("x");
    expect(() => now("rmdirSync", `${ROOT}/c`)).toThrow("rmdirSync:fail directory not empty wxfile://usr/c");
    now("rmdirSync", `${ROOT}/c`, true);
    expect(now("readdirSync", ROOT)).toEqual([]);
  });

  test("what may not be is refused with its number", async () => {
    const { now, later } = await files();
    await expect(later("writeFile", { filePath: "/data/menu.json", data: "x" })).rejects.toMatchObject({ errMsg: 'writeFile:fail permission denied, open "/data/menu.json"', errno: 1300013 });
    await expect(later("readFile", { filePath: `${ROOT}/none` })).rejects.toMatchObject({ errMsg: `readFile:fail no such file or directory "${ROOT}/none"`, errno: 1300002 });
    await expect(later("mkdir", { dirPath: `${ROOT}/a/b` })).rejects.toMatchObject({ errno: 1300002 });
    await expect(later("writeFile", { filePath: `${ROOT}/../../etc`, data: "" })).rejects.toMatchObject({ errno: 1300013 });
    await expect(later("readFile", { filePath: "data/menu.json", encoding: "klingon" })).rejects.toMatchObject({ errMsg: 'readFile:fail invalid encoding "klingon"' });
    expect(() => now("accessSync", `${ROOT}/none`)).toThrow("accessSync:fail no such file");
    expect(() => now("readFileSync", "data/menu.json")).toThrow("use the form that answers later");
  });

  test("files of the package are read and listed, not written", async () => {
    const { now, later, program } = await files();
    expect(await later("readFile", { filePath: "/data/menu.json", encoding: "utf8" })).toMatchObject({ data: "bytes of https://files.test/d/data/menu.json" });
    expect(now("readdirSync", "/data")).toEqual(["deep", "menu.json"]);
    const { stats } = (await later("stat", { path: "/data/menu.json" })) as { stats: unknown };
    expect([calling(stats, "isFile", []), (stats as { size: number }).size]).toEqual([true, 14]);
    await expect(later("unlink", { filePath: "/data/menu.json" })).rejects.toMatchObject({ errMsg: 'unlink:fail permission denied, unlink "/data/menu.json"' });
    expect(program.program.missingApis()).toEqual([]);
  });

  test("a temporary file is saved, found again and removed", async () => {
    const { later, program } = await files();
    const { tempFilePaths } = (await program.ask("chooseImage", {})) as { tempFilePaths: string[] };
    const { savedFilePath } = (await later("saveFile", { tempFilePath: tempFilePaths[0] })) as { savedFilePath: string };
    expect(savedFilePath).toMatch(/^wxfile:\/\/store_/);
    expect(await later("getSavedFileList")).toMatchObject({ fileList: [{ filePath: savedFilePath, size: 7 }] });
    expect([...(await program.keepers.files.all()).keys()]).toEqual([savedFilePath]);
    await later("removeSavedFile", { filePath: savedFilePath });
    expect(await later("getSavedFileList")).toMatchObject({ fileList: [] });
    await expect(later("saveFile", { tempFilePath: tempFilePaths[0] })).rejects.toMatchObject({ errno: 1300002 });
  });

  test("an open file is read and written in parts", async () => {
    const { now } = await files();
    const fd = now("openSync", { filePath: `${ROOT}/log`, flag: "a+" });
    expect(now("writeSync", { fd, data: "hello world" })).toEqual({ bytesWritten: 11 });
    const arrayBuffer = new ArrayBuffer(5);
    expect(now("readSync", { fd, arrayBuffer, position: 6 })).toMatchObject({ bytesRead: 5 });
    expect(new TextDecoder().decode(arrayBuffer)).toBe("world");
    now("closeSync", { fd });
    expect(now("readFileSync", `${ROOT}/log`, "utf8", 0, 5)).toBe("hello");
    expect(() => now("closeSync", { fd })).toThrow("closeSync:fail bad file descriptor");
  });
});

test("a sound tells what happens to it, and is silent after it was destroyed", async () => {
  const { now, settle } = await start();
  const sound = now("createInnerAudioContext") as Record<string, unknown>;
  const heard: string[] = [];
  for (const name of ["Play", "Pause", "Stop"]) calling(sound, `on${name}`, [() => heard.push(name)]);
  sound.src = "/a.mp3";
  calling(sound, "play", []);
  await settle();
  calling(sound, "pause", []);
  await settle();
  calling(sound, "stop", []);
  await settle();
  calling(sound, "destroy", []);
  calling(sound, "play", []);
  await settle();
  expect(heard).toEqual(["Play", "Pause", "Stop"]);
});

test("music of the older functions is that of the manager", async () => {
  const { ask, now, settle } = await start();
  await expect(ask("pauseBackgroundAudio")).rejects.toEqual({ errMsg: "pauseBackgroundAudio:fail no music is playing" });
  await ask("playBackgroundAudio", { dataUrl: "/song.mp3", title: "Song" });
  await settle();
  expect(await ask("getBackgroundAudioPlayerState")).toMatchObject({ status: 1, dataUrl: "/song.mp3", duration: 12 });
  expect(now("getBackgroundAudioManager")).toMatchObject({ title: "Song", src: "/song.mp3" });
});

test("a recording is asked for once and becomes a file", async () => {
  const { now, settle, prompts } = await start();
  const recorder = now("getRecorderManager");
  const heard: unknown[] = [];
  calling(recorder, "onStop", [(told: unknown) => heard.push(told)]);
  calling(recorder, "start", [{ duration: 1000 }]);
  await settle();
  calling(recorder, "stop", []);
  await settle();
  expect(prompts.notes.map(({ name }) => name)).toEqual(["permission"]);
  expect(heard).toMatchObject([{ tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp_.*\.webm$/) as string, fileSize: 5 }]);
});

test("a context speaks to its component in the view", async () => {
  const { now, view, settle } = await start();
  calling(now("createVideoContext", "film"), "seek", [30]);
  await settle();
  expect(view.methods.at(-1)).toMatchObject({ name: "seek", args: [30] });
});

test("a page may ask before it is left", async () => {
  const answers = [false, true];
  const { ask, program, prompts, shell, settle } = await start({ prompts: { modal: () => Promise.resolve({ confirm: answers.shift() ?? true }) } });
  await ask("enableAlertBeforeUnload", { message: "Leave the form?" });
  await settle();
  program.back();
  await settle();
  expect(shell.notes.some(({ name }) => name === "exit")).toBe(false);
  program.back();
  await settle();
  expect(shell.notes.some(({ name }) => name === "exit")).toBe(true);
  expect(prompts.notes.filter(({ name }) => name === "modal")).toHaveLength(2);
});

test("a newer version is told of and taken at the next start", async () => {
  const { now, settle, shell } = await start({ backend: { newerVersion: () => Promise.resolve(true) } });
  const manager = now("getUpdateManager");
  const heard: unknown[] = [];
  calling(manager, "onCheckForUpdate", [({ hasUpdate }: { hasUpdate: boolean }) => heard.push(hasUpdate)]);
  calling(manager, "onUpdateReady", [() => heard.push("ready")]);
  await settle();
  calling(manager, "applyUpdate", []);
  await settle();
  expect(heard).toEqual([true, "ready"]);
  expect(shell.notes.findLast(({ name }) => name === "open")?.value).toMatchObject({ how: "restart" });
});

test("an advertisement never comes, and says so", async () => {
  const { now } = await start();
  const heard: unknown[] = [];
  const advertisement = now("createInterstitialAd", {});
  calling(advertisement, "onError", [(problem: unknown) => heard.push(problem)]);
  await expect(calling(advertisement, "show", [])).rejects.toMatchObject({ errCode: 1004 });
  expect(heard).toEqual([{ errMsg: "no advertisement", errCode: 1004 }]);
});

test("leaving for another program takes a press and a yes", async () => {
  const { ask, press, shell } = await start();
  await expect(ask("navigateToMiniProgram", { appId: "wx2" })).rejects.toMatchObject({ errMsg: "navigateToMiniProgram:fail can only be invoked by user TAP gesture." });
  await press();
  await ask("navigateToMiniProgram", { appId: "wx2", path: "pages/a", extraData: { from: 1 } });
  expect(shell.notes.findLast(({ name }) => name === "open")?.value).toEqual({ appId: "wx2", path: "pages/a", version: "release", extraData: { from: 1 }, how: "open" });
});

test("a message's refusal carries its number as errCode", async () => {
  const refusal = Object.assign(new Error("x"), { name: "Refused", reason: "No template data return, verify the template id exist", errno: 20001 });
  const { ask, press } = await start({ backend: { subscribeTemplates: () => Promise.reject(refusal) } });
  await press();
  await expect(ask("requestSubscribeMessage", { tmplIds: ["t"] })).rejects.toMatchObject({ errMsg: "requestSubscribeMessage:fail No template data return, verify the template id exist", errCode: 20001 });
});
