/** wx.cloud with a real host behind it: what each function gives, and how it fails. */
import type { Database } from "@hutong/cloud";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Refused } from "../../../host/backend";
import type { CloudBackend, CloudHearing } from "../../../host/backend";
import { fakeCloud } from "../../../host/testing/fakes";
import { calling, running } from "../../../host/testing/running";
import type { Running } from "../../../host/testing/running";
import { onePage } from "../../testing/compiled";
import type { Compiled } from "../../testing/opened";

let code: Compiled;
let plain: Compiled;
const open: Running[] = [];

beforeAll(() => {
  code = onePage({ wxml: "<view/>", js: "Page({ onLoad() { if (wx.none) wx.cloud.init() } })" });
  plain = onePage({ wxml: "<view/>", js: "Page({})" });
});

afterAll(() => {
  for (const { program } of open) program.close();
});

interface Started extends Running {
  cloud: Record<string, unknown>;
  asked: ReturnType<typeof fakeCloud>;
  tell(name: string, options?: unknown): Promise<unknown>;
}

async function start(more: Partial<CloudBackend> = {}, isReady = true): Promise<Started> {
  const asked = fakeCloud(more);
  const program = await running(code, { backend: { cloud: asked } });
  open.push(program);
  const cloud = program.wx.cloud as Record<string, unknown>;
  if (isReady) calling(cloud, "init", [{ env: "lane-1", traceUser: true }]);
  return { ...program, cloud, asked, tell: async (name, options) => calling(cloud, name, [options]) };
}

test("init", async () => {
  const { cloud, tell } = await start({}, false);
  await expect(tell("callFunction", { name: "f" })).rejects.toMatchObject({ errMsg: "cloud.callFunction:fail Cloud API isn't enabled, please call wx.cloud.init first" });
  expect(() => calling(cloud, "database", [])).toThrow("wx.cloud.init first");
  expect(calling(cloud, "init", [])).toBeUndefined();
  await expect(tell("callFunction", { name: "f" })).resolves.toMatchObject({ errMsg: "cloud.callFunction:ok" });
});

test("database", async () => {
  const { cloud, asked } = await start();
  const db = calling(cloud, "database", []) as Database;
  const { data } = (await db.collection("todos").where({ n: db.command.gt(1) }).get()) as { data: unknown };
  expect(data).toEqual([{ _id: "1", at: new Date("2024-05-01T08:00:00.000Z") }]);
  expect(asked.notes).toEqual([{ name: "database", value: { action: "get", collection: "todos", env: "lane-1", query: { n: { $gt: 1 } } } }]);
  await (calling(cloud, "database", [{ env: "other-1" }]) as Database).collection("todos").get();
  expect(asked.notes[1]?.value).toMatchObject({ env: "other-1" });
});

test("a refusal of the server keeps its number and words", async () => {
  const { cloud } = await start({ database: () => Promise.reject(new Refused("database collection not exists", { errCode: -502005 })) });
  const db = calling(cloud, "database", []) as Database;
  await expect(db.collection("none").get()).rejects.toMatchObject({ errCode: -502005, errMsg: "collection.get:fail -502005 database collection not exists" });
});

test("watch", async () => {
  let hearing: CloudHearing | undefined;
  let closed = 0;
  const { cloud, settle } = await start({
    watch: (_, heard) => {
      hearing = heard;
      heard.snapshot({ id: 0, type: "init", docs: [{ _id: "1" }], docChanges: [] });
      return Promise.resolve({ close: () => Promise.resolve(void (closed += 1)) });
    },
  });
  const seen: unknown[] = [];
  const errors: unknown[] = [];
  const db = calling(cloud, "database", []) as Database;
  const watcher = db.collection("todos").watch({ onChange: (one: unknown) => seen.push(one), onError: (one: unknown) => errors.push(one) });
  await settle();
  hearing?.snapshot({ id: 1, docs: [], docChanges: [{ id: 1, queueType: "dequeue", dataType: "remove", docId: "1" }] });
  await settle();
  expect(seen).toEqual([
    { id: 0, type: "init", docs: [{ _id: "1" }], docChanges: [] },
    { id: 1, docs: [], docChanges: [{ id: 1, queueType: "dequeue", dataType: "remove", docId: "1" }] },
  ]);
  await watcher.close();
  expect(closed).toBe(1);
  db.collection("todos").watch({ onChange: () => undefined, onError: (one: unknown) => errors.push(one) });
  await settle();
  hearing?.failed(new Refused("the line is gone", { errCode: -1 }));
  await settle();
  expect(errors).toEqual([expect.objectContaining({ errMsg: "collection.watch:fail the line is gone" })]);
});

test("a program that closes ends what it watched", async () => {
  let closed = 0;
  const { cloud, settle, program } = await start({ watch: () => Promise.resolve({ close: () => Promise.resolve(void (closed += 1)) }) });
  (calling(cloud, "database", []) as Database).collection("todos").watch({ onChange: () => undefined, onError: () => undefined });
  await settle();
  program.close();
  expect(closed).toBe(1);
});

test("callFunction", async () => {
  const { cloud, asked, tell, settle } = await start();
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  await expect(tell("callFunction", { name: "sum", data: { a: 1, b: undefined } })).resolves.toEqual({ result: { name: "sum", data: { a: 1 } }, requestID: "r1", errMsg: "cloud.callFunction:ok" });
  expect(asked.notes[0]).toEqual({ name: "call", value: ["sum", { a: 1 }, "lane-1"] });
  await expect(tell("callFunction", {})).rejects.toMatchObject({ errCode: -401003 });
  await expect(tell("callFunction", { name: "sum", data: circle })).rejects.toMatchObject({ errCode: -402001 });
  const heard: unknown[] = [];
  calling(cloud, "callFunction", [{ name: "sum", config: { env: "other-1" }, success: ({ result }: { result: unknown }) => heard.push(result), complete: () => heard.push("complete") }]);
  await settle();
  expect(heard).toEqual([{ name: "sum", data: {} }, "complete"]);
  expect(asked.notes.at(-1)).toEqual({ name: "call", value: ["sum", {}, "other-1"] });
});

test("a function that throws is told with its words", async () => {
  const { tell } = await start({ call: () => Promise.reject(new Refused("functions execute fail. Error: no", { errCode: -504002 })) });
  await expect(tell("callFunction", { name: "f" })).rejects.toMatchObject({ errCode: -504002, errMsg: "cloud.callFunction:fail -504002 functions execute fail. Error: no" });
});

test("uploadFile", async () => {
  const { cloud, asked, tell, wx, settle } = await start();
  const [{ tempFilePath = "" } = {}] = ((await calling(wx, "chooseMedia", [{}])) as { tempFiles: { tempFilePath?: string }[] }).tempFiles;
  const task = calling(cloud, "uploadFile", [{ cloudPath: "a/b.png", filePath: tempFilePath }]) as Promise<unknown> & Record<string, (heard: unknown) => void>;
  const progress: unknown[] = [];
  task.onProgressUpdate?.((done: unknown) => progress.push(done));
  await expect(task).resolves.toEqual({ fileID: "cloud://lane.bucket/a/b.png", statusCode: 200, errMsg: "cloud.uploadFile:ok" });
  expect(progress).toEqual([{ progress: 100, totalBytesSent: 7, totalBytesExpectedToSend: 7 }]);
  expect((asked.notes[0]?.value as unknown[])[0]).toMatchObject({ cloudPath: "a/b.png", env: "lane-1" });
  await expect(tell("uploadFile", { cloudPath: "a", filePath: "wxfile://tmp_gone" })).rejects.toMatchObject({ errMsg: "cloud.uploadFile:fail file not found" });
  await expect(tell("uploadFile", { filePath: tempFilePath })).rejects.toMatchObject({ errCode: -401003 });
  const heard: unknown[] = [];
  const bare = calling(cloud, "uploadFile", [{ cloudPath: "c", filePath: tempFilePath, success: ({ fileID }: { fileID: string }) => heard.push(fileID) }]) as Record<string, unknown>;
  expect(bare.then).toBeUndefined();
  expect(typeof bare.abort).toBe("function");
  await settle();
  expect(heard).toEqual(["cloud://lane.bucket/c"]);
});

test("an upload is ended on request", async () => {
  const { cloud, wx } = await start({ upload: (_, signal) => new Promise((__, reject) => signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")))) });
  const [{ tempFilePath = "" } = {}] = ((await calling(wx, "chooseMedia", [{}])) as { tempFiles: { tempFilePath?: string }[] }).tempFiles;
  const task = calling(cloud, "uploadFile", [{ cloudPath: "a", filePath: tempFilePath }]) as Promise<unknown> & { abort(): void };
  setTimeout(() => task.abort(), 20);
  await expect(task).rejects.toMatchObject({ errMsg: "cloud.uploadFile:fail abort" });
});

test("downloadFile", async () => {
  const { tell, wx } = await start();
  const { tempFilePath, ...rest } = (await tell("downloadFile", { fileID: "cloud://lane.bucket/a.txt" })) as { tempFilePath: string };
  expect(rest).toEqual({ statusCode: 200, errMsg: "cloud.downloadFile:ok" });
  expect(tempFilePath).toMatch(/^wxfile:\/\/tmp_.*\.txt$/);
  const manager = calling(wx, "getFileSystemManager", []);
  const read = await new Promise((success, fail) => calling(manager, "readFile", [{ filePath: tempFilePath, encoding: "utf8", success, fail }]));
  expect(read).toMatchObject({ data: "bytes of https://files.test/cloud/a.txt" });
  await expect(tell("downloadFile", { fileID: "cloud://lane.bucket/missing" })).rejects.toMatchObject({ errCode: -503003, errMsg: "cloud.downloadFile:fail -503003 storage file not exists" });
});

test("getTempFileURL", async () => {
  const { tell } = await start();
  const fileList = ["cloud://lane.bucket/a.png", { fileID: "cloud://lane.bucket/missing", maxAge: 60 }];
  await expect(tell("getTempFileURL", { fileList })).resolves.toEqual({
    errMsg: "cloud.getTempFileURL:ok",
    fileList: [
      { fileID: "cloud://lane.bucket/a.png", tempFileURL: "https://files.test/cloud/a.png", status: 0, errMsg: "ok" },
      { fileID: "cloud://lane.bucket/missing", tempFileURL: "", status: -503003, errMsg: "storage file not exists" },
    ],
  });
  await expect(tell("getTempFileURL", { fileList: [] })).rejects.toMatchObject({ errCode: -401002 });
  await expect(tell("getTempFileURL", {})).rejects.toMatchObject({ errCode: -401003 });
});

test("deleteFile", async () => {
  const { tell, asked } = await start();
  await expect(tell("deleteFile", { fileList: ["cloud://lane.bucket/a.png"] })).resolves.toEqual({ fileList: [{ fileID: "cloud://lane.bucket/a.png", status: 0, errMsg: "ok" }], errMsg: "cloud.deleteFile:ok" });
  expect(asked.notes[0]).toEqual({ name: "remove", value: [["cloud://lane.bucket/a.png"], "lane-1"] });
});

test("CloudID", async () => {
  const { cloud, asked, tell } = await start();
  const id = calling(cloud, "CloudID", ["33_abc"]);
  expect(id).toMatchObject({ cloudID: "33_abc" });
  await tell("callFunction", { name: "f", data: { run: id, deep: { run: id } } });
  expect(asked.notes.at(-1)).toEqual({ name: "call", value: ["f", { run: { $cloudID: "33_abc" }, deep: { run: "33_abc" } }, "lane-1"] });
});

test("Cloud", async () => {
  const { cloud, asked } = await start();
  const Cloud = cloud.Cloud as new (options: object) => Record<string, unknown>;
  const other = new Cloud({ resourceEnv: "second-1" });
  await (calling(other, "init", []) as Promise<void>);
  await (calling(other, "callFunction", [{ name: "f" }]) as Promise<unknown>);
  expect(asked.notes.at(-1)).toEqual({ name: "call", value: ["f", {}, "second-1"] });
  await expect(calling(new Cloud({ resourceAppid: "wxother" }), "init", [])).rejects.toMatchObject({ errMsg: expect.stringContaining("another program") as string });
});

test("callContainer", async () => {
  const { tell, program, settle } = await start();
  await expect(tell("callContainer", { path: "/" })).rejects.toMatchObject({ errMsg: "cloud.callContainer:fail not supported" });
  await settle();
  expect(program.missingApis()).toContain("cloud.callContainer");
});

test("canIUse tells what the cloud has", async () => {
  const { now } = await start();
  const can = (name: string) => now("canIUse", name);
  expect(["cloud", "cloud.database", "cloud.callFunction", "cloud.uploadFile"].map(can)).toEqual([true, true, true, true]);
  expect(["cloud.callContainer", "cloud.nothing"].map(can)).toEqual([false, false]);
});

test("files of the cloud are shown, heard and looked at by their id", async () => {
  const { wx, prompts, program } = await start();
  await (calling(wx, "previewImage", [{ urls: ["cloud://lane.bucket/a.png", "https://files.test/cloud/b.png?sign=1"] }]) as Promise<unknown>);
  expect(prompts.notes.at(-1)?.value).toMatchObject({ sources: [{ url: "https://files.test/cloud/a.png" }, { url: "https://files.test/cloud/b.png?sign=1" }] });
  await expect(calling(wx, "getImageInfo", [{ src: "cloud://lane.bucket/a.png" }])).resolves.toMatchObject({ width: 40 });
  expect(program.errors()).toEqual([]);
});

test("a program that does not speak of the cloud does not carry it", async () => {
  const asked: string[] = [];
  const engineText = (name: string) => {
    asked.push(name);
    return Promise.resolve(name);
  };
  const without = await running(plain, { backend: { engineText } });
  open.push(without);
  expect(asked).toEqual(["core"]);
  expect(without.wx.cloud).toBeUndefined();
  const withIt = await running(code, { backend: { engineText } });
  open.push(withIt);
  expect(asked).toEqual(["core", "core", "cloud"]);
});
