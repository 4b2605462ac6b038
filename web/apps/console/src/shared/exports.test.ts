import { expect, it } from "vitest";
import { allPages, csv } from "./exports";
import { pointsOf } from "./Spark";

it("a table holds quotes, line feeds and Chinese, and no formula", () => {
  expect(csv([{ name: '韩"梅梅', remark: "a,b\nc" }, { name: "=1+1", remark: "" }])).toBe(
    '\uFEFFname,remark\r\n"韩""梅梅","a,b\nc"\r\n\'=1+1,\r\n',
  );
  expect(csv([{ seconds: -5 }])).toContain("-5");
});

it("all pages are asked for in turn", async () => {
  const asked: (string | null)[] = [];
  const pages = await allPages(async (cursor: string | null) => {
    asked.push(cursor);
    return { items: [asked.length], next: asked.length < 3 ? `after ${asked.length}` : null };
  });
  expect(asked).toEqual([null, "after 1", "after 2"]);
  expect(pages.flatMap((page) => page.items)).toEqual([1, 2, 3]);
});

it("a line of nothing lies on the ground", () => {
  expect(pointsOf([0, 0])).toBe("2,29 102,29");
  expect(pointsOf([1, 2])).toBe("2,16 102,3");
});
