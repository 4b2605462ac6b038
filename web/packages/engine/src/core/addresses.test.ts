import { expect, test } from "vitest";
import { openedAt, pageAddress } from "./addresses";

test("addresses are relative to the page that asks, and their values stay as written", () => {
  expect(pageAddress("../b/b?x=%E4%B8%AD&y&z=a=b#part", "pages/a/a")).toEqual({ path: "pages/b/b", query: { x: "%E4%B8%AD", y: "", z: "a=b" } });
  expect(pageAddress("/pages/a/a.html", "deep/down/here")).toEqual({ path: "pages/a/a", query: {} });
  expect(pageAddress("c", "pages/a/a")).toEqual({ path: "pages/a/c", query: {} });
});

test("a program opens at its entry, or where a card leads", () => {
  expect(openedAt({ path: "", query: { a: "1" } }, "p/a")).toEqual({ path: "p/a", query: { a: "1" } });
  expect(openedAt({ path: "/p/b?from=card", query: { a: "1" } }, "p/a")).toEqual({ path: "p/b", query: { from: "card", a: "1" } });
});
