import { expect, test } from "vitest";
import { audienceOf, contentOf, emptyDraft, everybody, isNarrowed, TEXT_LIMIT, toWire } from "./draft";

const file = { kind: "image" as const, mediaId: "m1", name: "door.png", url: "blob:1" };

test("a broadcast is whole when what its kind needs is there", () => {
  expect(contentOf(emptyDraft)).toBeNull();
  expect(contentOf({ ...emptyDraft, articlesId: "d1" })).toEqual({ kind: "articles", media_id: "d1" });
  expect(contentOf({ ...emptyDraft, kind: "text", text: "  " })).toBeNull();
  expect(contentOf({ ...emptyDraft, kind: "text", text: "五".repeat(TEXT_LIMIT / 3) })).toMatchObject({ kind: "text" });
  expect(contentOf({ ...emptyDraft, kind: "text", text: "五".repeat(TEXT_LIMIT / 3 + 1) })).toBeNull();
  expect(contentOf({ ...emptyDraft, kind: "image", file })).toEqual({ kind: "image", media_id: "m1" });
  // A picture is no film.
  expect(contentOf({ ...emptyDraft, kind: "video", file })).toBeNull();
  expect(contentOf({ ...emptyDraft, kind: "video", file: { ...file, kind: "video" }, title: " Door " })).toEqual({ kind: "video", media_id: "m1", title: "Door", description: "" });
});

test("what was chosen for some is not sent while it goes to everybody", () => {
  const audience = { ...everybody, tag_id: 100 };
  expect(audienceOf({ ...emptyDraft, audience })).toEqual(everybody);
  expect(audienceOf({ ...emptyDraft, isToSome: true, audience })).toEqual(audience);
  expect([isNarrowed(everybody), isNarrowed(audience)]).toEqual([false, true]);
});

test("the API says the same in its own words", () => {
  expect(toWire({ kind: "text", text: "hello" }, everybody)).toEqual({ filter: { is_to_all: true }, text: { content: "hello" }, msgtype: "text" });
  expect(toWire(null, { ...everybody, tag_id: 7 })).toMatchObject({ filter: { is_to_all: false, tag_id: 7 }, msgtype: "mpnews" });
});
