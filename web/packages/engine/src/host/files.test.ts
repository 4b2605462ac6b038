import { beforeEach, expect, test } from "vitest";
import { Files } from "./files";
import { memoryKeeper } from "./keeper";
import type { KeptFile } from "./keeper";
import { md5 } from "./md5";
import { Storage } from "./storage";
import { fakeDevice } from "./testing/fakes";
import { toChineseMap } from "./coordinates";

const keeper = memoryKeeper<KeptFile>();
const told: unknown[] = [];
let files: Files;

beforeEach(async () => {
  await keeper.clear();
  told.splice(0);
  files = new Files(fakeDevice(), keeper, { assetBase: "https://files.test/d", proxyBase: "https://files.test/proxy/t/" }, (list) => told.push(list));
});

test("only a program's own places are written", async () => {
  for (const path of ["/pages/a.js", "wxfile://tmp_x", "wxfile://usr/", "wxfile://usr/a/../../b", "wxfile://usr/./a", "wxfile://other/a", "https://a.test/", `wxfile://usr/${"x".repeat(2000)}`]) {
    await expect(files.write(path, new Blob(["x"])), path).rejects.toMatchObject({ errno: 1300013 });
  }
  await files.write("wxfile://usr/a b.txt", new Blob(["x"]));
  expect([...(await keeper.all()).keys()]).toEqual(["wxfile://usr/a b.txt"]);
});

test("addresses lead to the program's files and the proxy, and nowhere else", () => {
  expect(files.address("/images/a b.png")).toBe("https://files.test/d/images/a%20b.png");
  expect(files.address("a.png?size=2#top")).toBe("https://files.test/d/a.png");
  expect(files.address("../../../etc/passwd")).toBe("https://files.test/d/etc/passwd");
  expect(files.address("//cdn.test/x.png")).toBe("https://files.test/proxy/t/image?url=https%3A%2F%2Fcdn.test%2Fx.png");
  expect(files.address("https://cdn.test/x.mp3", "media")).toBe("https://files.test/proxy/t/media?url=https%3A%2F%2Fcdn.test%2Fx.mp3");
  expect(files.address("javascript:alert(1)")).toBe("https://files.test/d/javascript%3Aalert(1)");
  expect(files.address("blob:https://lane.test/1")).toBe("https://files.test/d/blob%3Ahttps%3A/lane.test/1");
  expect(files.address("wxfile://tmp_unknown")).toBe("");
  expect(files.address("data:image/png;base64,AA==")).toBe("data:image/png;base64,AA==");
});

test("a temporary file lives in memory and the worker hears of it", async () => {
  const path = files.temporary(new Blob(["abc"]), "../PNG");
  expect(path).toMatch(/^wxfile:\/\/tmp_\w+\.png$/);
  expect(told).toEqual([{ added: [{ path, bytes: 3, at: 1_700_000_000_000 }] }]);
  expect(await (await files.blob(path.replace("wxfile://tmp_", "http://tmp/"))).text()).toBe("abc");
  expect((await keeper.all()).size).toBe(0);
});

test("small files come with the boot message, large ones by name", async () => {
  await keeper.put("wxfile://usr/small", { blob: new Blob(["abc"]), at: 1 });
  await keeper.put("wxfile://usr/large", { blob: new Blob([new Uint8Array(300_000)]), at: 2 });
  await keeper.put("wxfile://usr/folder", { blob: null, at: 3, folder: true });
  const list = await files.load();
  expect(list.map(({ path, bytes, data, folder }) => [path, bytes, data?.byteLength, folder])).toEqual([
    ["wxfile://usr/small", 3, 3, undefined], ["wxfile://usr/large", 300_000, undefined, undefined], ["wxfile://usr/folder", 0, undefined, true],
  ]);
});

test("a worker without limits does not fill the messenger", async () => {
  const kept = memoryKeeper<string>();
  const storage = new Storage(kept);
  const value = "x".repeat(4 * 1024 * 1024);
  await storage.change({ op: "set", key: "a", value });
  await storage.change({ op: "set", key: "b", value });
  await expect(storage.change({ op: "set", key: "c", value })).rejects.toThrow("the storage is full");
  await storage.change({ op: "remove", key: "a" });
  await storage.change({ op: "set", key: "c", value });
  await storage.change({ op: "set", key: 7, value: "x" });
  expect([...(await kept.all()).keys()]).toEqual(["b", "c"]);
});

test("digests are those of the standard", () => {
  const of = (text: string): string => md5(new TextEncoder().encode(text));
  expect([of(""), of("abc"), of("12345678901234567890123456789012345678901234567890123456789012345678901234567890")]).toEqual([
    "d41d8cd98f00b204e9800998ecf8427e", "900150983cd24fb0d6963f7d28e17f72", "57edf4a22be3c955ac49da2e2107b67a",
  ]);
});

test("a place in Beijing moves by some hundred metres on a Chinese map, one abroad not at all", () => {
  const { latitude, longitude } = toChineseMap({ latitude: 39.90872, longitude: 116.39748 });
  expect([latitude, longitude]).toEqual([expect.closeTo(39.91012, 4), expect.closeTo(116.40372, 4)]);
  expect(toChineseMap({ latitude: 48.8566, longitude: 2.3522 })).toEqual({ latitude: 48.8566, longitude: 2.3522 });
});
