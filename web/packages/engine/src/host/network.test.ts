import { afterAll, beforeAll, expect, test } from "vitest";
import { onePage } from "../core/testing/compiled";
import type { Compiled } from "../core/testing/opened";
import { calling, running } from "./testing/running";
import type { Running, Wanted } from "./testing/running";

let code: Compiled;
const open: Running[] = [];

beforeAll(() => {
  code = onePage({ wxml: "<view/>", js: "Page({})" });
});

afterAll(() => {
  for (const { program } of open) program.close();
});

async function start(backend: Wanted["backend"]): Promise<Running> {
  const program = await running(code, { backend });
  open.push(program);
  return program;
}

const answer = { statusCode: 200, header: {}, cookies: [], data: new ArrayBuffer(0) };

test("ten requests run at a time, the next ones wait their turn", async () => {
  const waiting: (() => void)[] = [];
  const { ask, settle } = await start({ request: () => new Promise((done) => waiting.push(() => done(answer))) });
  const all = Promise.all(Array.from({ length: 12 }, () => ask("request", { url: "https://a.test/" })));
  await settle();
  expect(waiting).toHaveLength(10);
  waiting.splice(0).forEach((done) => done());
  await settle();
  expect(waiting).toHaveLength(2);
  waiting.splice(0).forEach((done) => done());
  expect(await all).toHaveLength(12);
});

test("an aborted request fails with abort, and the gateway is told", async () => {
  let signal: AbortSignal | undefined;
  const { wx, settle } = await start({ request: (_, given) => new Promise(() => (signal = given)) });
  const heard: unknown[] = [];
  const task = calling(wx, "request", [{ url: "https://a.test/", fail: (problem: unknown) => heard.push(problem) }]);
  await settle();
  calling(task, "abort", []);
  await settle();
  expect(heard).toEqual([{ errMsg: "request:fail abort" }]);
  expect(signal?.aborted).toBe(true);
});

test("a download tells how far it is, and may be written where the program wants", async () => {
  const { wx, now, settle } = await start({
    download: (_, __, progress) => {
      progress({ sent: 5, total: 20 });
      return Promise.resolve({ statusCode: 200, header: { etag: "e" }, cookies: [], blob: new Blob(["twenty bytes of text."]) });
    },
  });
  const heard: unknown[] = [];
  const done = new Promise((resolve) => {
    const task = calling(wx, "downloadFile", [{ url: "https://a.test/f", filePath: "wxfile://usr/f.txt", success: resolve }]);
    calling(task, "onProgressUpdate", [(told: unknown) => heard.push(told)]);
    calling(task, "onHeadersReceived", [(told: unknown) => heard.push(told)]);
  });
  expect(await done).toMatchObject({ filePath: "wxfile://usr/f.txt", dataLength: 21 });
  await settle();
  expect(heard).toEqual([{ progress: 25, totalBytesWritten: 5, totalBytesExpectedToWrite: 20 }, { header: { etag: "e" } }]);
  const read = await new Promise((resolve) => calling(now("getFileSystemManager"), "readFile", [{ filePath: "wxfile://usr/f.txt", encoding: "utf8", success: resolve }]));
  expect(read).toMatchObject({ data: "twenty bytes of text." });
});

test("a body goes out as its content type says", async () => {
  const bodies: unknown[] = [];
  const { ask } = await start({ request: (asked) => Promise.resolve(void bodies.push([asked.data, asked.header["content-type"] ?? asked.header["Content-Type"]])).then(() => answer) });
  const url = "https://a.test/";
  await ask("request", { url, method: "post", data: { a: 1, b: "二" } });
  await ask("request", { url, method: "POST", data: { a: 1, b: "二" }, header: { "Content-Type": "application/x-www-form-urlencoded" } });
  await ask("request", { url, method: "PUT", data: "plain", header: { "content-type": "text/plain" } });
  expect(bodies).toEqual([['{"a":1,"b":"二"}', "application/json"], ["a=1&b=%E4%BA%8C", "application/x-www-form-urlencoded"], ["plain", "text/plain"]]);
});

test("an answer is read as the program asked", async () => {
  const { ask } = await start({ request: () => Promise.resolve({ ...answer, data: new TextEncoder().encode('{"a":1}').buffer as ArrayBuffer }) });
  const url = "https://a.test/";
  expect(await ask("request", { url })).toMatchObject({ data: { a: 1 } });
  expect(await ask("request", { url, dataType: "text" })).toMatchObject({ data: '{"a":1}' });
  expect(((await ask("request", { url, responseType: "arraybuffer" })) as { data: ArrayBuffer }).data.byteLength).toBe(7);
});

test("five sockets are open at most; one that closes makes room", async () => {
  const { wx, settle } = await start({});
  const problems: unknown[] = [];
  const sockets = Array.from({ length: 6 }, () => calling(wx, "connectSocket", [{ url: "wss://a.test/", fail: (problem: unknown) => problems.push(problem) }]));
  await settle();
  expect(problems).toEqual([{ errMsg: "connectSocket:fail the maximum number of socket connections has been exceeded" }]);
  await calling(sockets[0], "close", [{}]);
  await settle();
  const more = calling(wx, "connectSocket", [{ url: "wss://a.test/" }]) as { readyState: number };
  await settle();
  expect(more.readyState).toBe(1);
});

test("the old socket functions speak for the socket opened last", async () => {
  const { wx, ask, settle } = await start({});
  const heard: unknown[] = [];
  calling(wx, "onSocketMessage", [({ data }: { data: string }) => heard.push(data)]);
  calling(wx, "connectSocket", [{ url: "wss://a.test/" }]);
  await settle();
  await ask("sendSocketMessage", { data: "hello" });
  await settle();
  expect(heard).toEqual(["echo hello"]);
});
