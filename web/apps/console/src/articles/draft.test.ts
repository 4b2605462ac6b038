import { expect, it } from "vitest";
import { emptyArticle, picturesIn, problemsOf, refusalsOf, toRequest, toWire } from "./draft";
import { publicAddress } from "./addresses";

const whole = {
  ...emptyArticle(),
  title: "Persimmons",
  html: "<p>Red again.</p>",
  cover: { media_id: "m1", url: "/mmbiz/x" },
};

it("an article lacks its title, its text and its cover until it has them", () => {
  expect(problemsOf([emptyArticle()]).map(({ reason }) => reason)).toEqual(["titleMissing", "textMissing", "coverMissing"]);
  expect(problemsOf([whole])).toEqual([]);
  expect(problemsOf([{ ...whole, html: "<p></p><p>&nbsp;</p>" }])).toMatchObject([{ field: "html", reason: "textMissing" }]);
  expect(problemsOf([{ ...whole, html: '<p></p><img src="/mmbiz/y">' }])).toEqual([]);
  expect(problemsOf([whole, { ...whole, title: " " }])).toEqual([{ place: 1, field: "title", reason: "titleMissing" }]);
});

it("what the server would not keep is known before, in its own units", () => {
  expect(refusalsOf([emptyArticle()])).toEqual([]);
  expect(refusalsOf([{ ...whole, title: "柿".repeat(64) }])).toEqual([]);
  expect(refusalsOf([{ ...whole, title: "🍊".repeat(64) }])).toEqual([]);
  const bad = { title: "x".repeat(65), author: "x".repeat(17), digest: "x".repeat(129), html: "x".repeat(20_000), source_url: "javascript:1" };
  expect(refusalsOf([{ ...whole, ...bad }]).map(({ field }) => field)).toEqual(["title", "author", "digest", "html", "source_url"]);
});

it("is sent without what only the screen needs, and with the cover it shows", () => {
  const [sent] = toRequest([{ ...whole, title: "  Persimmons ", preview_url: "http://x" }]).articles;
  expect(sent).toMatchObject({ title: "Persimmons", cover_id: "m1" });
  expect(Object.keys(sent ?? {})).not.toContain("preview_url");
  expect(toWire([{ ...whole, comments_open: true }])).toMatchObject({ articles: [{ thumb_media_id: "m1", need_open_comment: 1 }] });
});

it("finds the pictures of a text", () => {
  expect(picturesIn('<p>a</p><img src="/mmbiz/a"><img alt="b" src="/mmbiz/b?x=1&amp;y=2">')).toEqual(["/mmbiz/a", "/mmbiz/b?x=1&y=2"]);
});

it("an article is read under a name of its own, or below a path where there are no names", () => {
  const at = (origin: string) => publicAddress("http://mp.weixin.qq.com/s/abc", new URL(origin));
  expect(at("http://lane.localhost:8080/console")).toBe("http://mp.lane.localhost:8080/s/abc");
  expect(at("https://town.example/console")).toBe("https://mp.town.example/s/abc");
  expect(at("http://127.0.0.1:8080/console")).toBe("http://127.0.0.1:8080/mp.weixin.qq.com/s/abc");
  expect(publicAddress("https://mp.weixin.qq.com/s?tempkey=k&idx=1", new URL("http://lane.localhost:8080"))).toBe(
    "http://mp.lane.localhost:8080/s?tempkey=k&idx=1",
  );
});
