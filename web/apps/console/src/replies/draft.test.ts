import { describe, expect, test } from "vitest";
import { emptyReply, firstRule, isWhole, mistakesIn, placesIn, toRequest } from "./draft";

describe("a rule being written", () => {
  const whole = { ...firstRule(), name: "Menu", keywords: [{ text: "menu", match: "contain" as const }] };
  const said = { ...emptyReply(), text: "Noodles" };

  test("is whole with a name, a keyword and a message", () => {
    expect(mistakesIn(firstRule())).toEqual(["name", "keywords", "replies"]);
    expect(mistakesIn({ ...whole, replies: [said] })).toEqual([]);
  });

  test("has each keyword once", () => {
    const keyword = { text: "menu ", match: "contain" as const };
    expect(mistakesIn({ ...whole, keywords: [...whole.keywords, keyword], replies: [said] })).toEqual(["keywords"]);
  });

  test("counts letters as people do", () => {
    expect(isWhole({ ...emptyReply(), text: "🍵".repeat(600) })).toBe(true);
    expect(isWhole({ ...emptyReply(), text: "茶".repeat(601) })).toBe(false);
    expect(isWhole(emptyReply("image"))).toBe(false);
  });

  test("goes without what is only shown", () => {
    expect(toRequest({ ...emptyReply("image"), media_id: "m", title: "a.png" })).toEqual({ kind: "image", media_id: "m" });
  });
});

test("a template's places are found, each once", () => {
  expect(placesIn("{{a.DATA}} {{a.DATA}}\n{{b1.DATA}} {{1.DATA}} {{c}}")).toEqual(["a", "b1"]);
});
