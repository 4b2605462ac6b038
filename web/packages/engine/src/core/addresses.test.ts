import { expect, test } from "vitest";
import { openedAt, pageAddress } from "./addresses";

test("addresses are relative to the page that asks, and their values stay as written", () => {
  expect(pageAddress("../b/b?x=%E4%B8%AD&z=1", "pages/a/a")).toEqual({ path: "pages/b/b", query: { x: "%E4%B8%AD", z: "1" } });
  expect(pageAddress("/pages/a/a.html", "deep/down/here")).toEqual({ path: "pages/a/a", query: {} });
  expect(pageAddress("c", "pages/a/a")).toEqual({ path: "pages/a/c", query: {} });
});

test("what was not encoded is lost where WeChat loses it", () => {
  expect(pageAddress("a?code=3==qMs&id=81", "p/p").query).toEqual({ code: "3", id: "81" });
  expect(pageAddress("a?url=https://x.cn/s?b=1&c=2", "p/p").query).toEqual({ url: "https://x.cn/s" });
  expect(pageAddress("a?sn=46#rd", "p/p").query).toEqual({ sn: "46#rd" });
});

test("a name without a value is the word undefined between pages, and empty from outside", () => {
  expect(pageAddress("a?colour&price=30", "p/p").query).toEqual({ colour: "undefined", price: "30" });
  expect(pageAddress("a?colour=&price=30", "p/p").query).toEqual({ colour: "", price: "30" });
  expect(openedAt({ path: "p/a?colour&price=30", query: {} }, "p/a").query).toEqual({ colour: "", price: "30" });
});

test("a program opens at its entry, or where a card leads", () => {
  expect(openedAt({ path: "", query: { a: "1" } }, "p/a")).toEqual({ path: "p/a", query: { a: "1" } });
  expect(openedAt({ path: "/p/b?from=card", query: { a: "1" } }, "p/a")).toEqual({ path: "p/b", query: { from: "card", a: "1" } });
});
