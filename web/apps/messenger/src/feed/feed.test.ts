import type { Entry } from "@hutong/api";
import type { Thread } from "@hutong/sync";
import { expect, test } from "vitest";
import { articleAddress, articleToOpen } from "./articleAddress";
import { folderOf, listItems } from "./folder";
import { feedItems } from "./items";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour)).toISOString();
const entry = (id: string, seq: number, hour: number): Entry => ({
  conversation_id: id, seq, ordinal: seq, id: `${id}${seq}`, client_id: null, sender: { kind: "app", id }, at: at(hour), body: { kind: "text", text: `${id}${seq}` },
});

function thread(id: string, kind: "person" | "service" | "subscription", hour: number, more: object = {}): Thread {
  const peer = kind === "person" ? { kind, person: { name: id } } : { kind: "app", account: { app_id: id, name: id, kind } };
  return { conversation: { id, peer, unread: 0, muted: false, pinned: false, marked: false, last: { at: at(hour) }, ...more }, entries: [], hasOlder: false, reachedSeq: 0 } as unknown as Thread;
}

const names = (items: ReturnType<typeof listItems>) => items.map((item) => (item.kind === "thread" ? item.thread.conversation.id : item.folder.threads.map(({ conversation }) => conversation.id)));

test("subscriptions stand together, after what is pinned, where the newest of them would stand", () => {
  const threads = [thread("pinned", "service", 1, { pinned: true }), thread("mum", "person", 9), thread("gazette", "subscription", 8), thread("water", "service", 7), thread("tea", "subscription", 3)];
  expect(names(listItems(threads, true))).toEqual(["pinned", "mum", ["gazette", "tea"], "water"]);
  expect(names(listItems(threads, false))).toEqual(["pinned", "mum", "gazette", "water", "tea"]);
  expect(names(listItems(threads.slice(0, 2), true))).toEqual(["pinned", "mum"]);
});

test("a pinned subscription is first in the folder, which stands by its newest", () => {
  const threads = [thread("tea", "subscription", 3, { pinned: true }), thread("mum", "person", 9), thread("gazette", "subscription", 10)];
  expect(names(listItems(threads, true))).toEqual([["tea", "gazette"], "mum"]);
  expect(folderOf([threads[0], threads[2]] as Thread[])?.newest.conversation.id).toBe("gazette");
});

test("only what is not muted makes the folder new", () => {
  const muted = thread("tea", "subscription", 3, { unread: 2, muted: true });
  expect([folderOf([muted])?.hasNew, folderOf([muted, thread("gazette", "subscription", 4, { unread: 1 })])?.hasNew, folderOf([])]).toEqual([false, true, null]);
});

test("the feed is the newest first, and stops where a log is not known further back", () => {
  const tea = { ...thread("tea", "subscription", 3), entries: [entry("tea", 1, 1), entry("tea", 2, 5)] };
  const gazette = { ...thread("gazette", "subscription", 4), entries: [entry("gazette", 7, 3), entry("gazette", 8, 6)] };
  expect(feedItems([tea, gazette]).map((item) => item.entry.id)).toEqual(["gazette8", "tea2", "gazette7", "tea1"]);
  expect(feedItems([tea, { ...gazette, hasOlder: true }]).map((item) => item.entry.id)).toEqual(["gazette8", "tea2", "gazette7"]);
});

test("articles open beside us, other pages where they are, and nothing else at all", () => {
  const here = { protocol: "http:", host: "lane.localhost:8080" };
  expect(articleAddress("http://mp.weixin.qq.com/s/a1B2", "feed", "7", here)).toBe("http://mp.lane.localhost:8080/s/a1B2?from=feed#as=7");
  expect(articleAddress("https://mp.weixin.qq.com/s?tempkey=x&idx=1", "chat", null, here)).toBe("http://mp.lane.localhost:8080/s?tempkey=x&idx=1&from=chat");
  expect(articleAddress("https://example.com/mp.weixin.qq.com/s/1", "chat", "7", here)).toBe("https://example.com/mp.weixin.qq.com/s/1");
  expect(articleToOpen("https://mp.weixin.qq.com/s/a1B2", "feed", "7")).toBe("https://mp.weixin.qq.com/s/a1B2?from=feed#as=7");
  expect(articleToOpen("https://example.com/s/1", "feed", "7")).toBe("https://example.com/s/1");
  expect(articleAddress("javascript:alert(1)", "chat", "7", here)).toBeUndefined();
});
