import { describe, expect, test } from "vitest";
import { piecesOf, plainText } from "./linkify";

describe("links in text", () => {
  test("an address is a link and the full stop after it is not", () => {
    expect(piecesOf("See https://example.com/a?b=1. Then come", false)).toEqual([
      { kind: "text", text: "See " },
      { kind: "link", text: "https://example.com/a?b=1", url: "https://example.com/a?b=1" },
      { kind: "text", text: ". Then come" },
    ]);
  });

  test("Chinese punctuation ends an address", () => {
    expect(piecesOf("请看https://example.com/水，谢谢", false)[1]).toMatchObject({ kind: "link", text: "https://example.com/水" });
  });

  test("an account's anchor shows its words and keeps line breaks around it", () => {
    expect(piecesOf('Bill:\n<a href="http://127.0.0.1:9000/b?x=1&amp;y=2">pay\nnow</a>\nThanks', true)).toEqual([
      { kind: "text", text: "Bill:\n" },
      { kind: "link", text: "pay\nnow", url: "http://127.0.0.1:9000/b?x=1&y=2" },
      { kind: "text", text: "\nThanks" },
    ]);
  });

  test("a choice link answers for the person", () => {
    const pieces = piecesOf('<a href="weixin://bizmsgmenu?msgmenucontent=yes&msgmenuid=101">Yes</a>', true);
    expect(pieces).toEqual([{ kind: "answer", text: "Yes", content: "yes", id: "101" }]);
  });

  test("a script address and a person's own anchor stay plain text", () => {
    const script = '<a href="javascript:alert(1)">x</a>';
    expect(piecesOf(script, true)).toEqual([{ kind: "text", text: script }]);
    const typed = '<a href="https://example.com">x</a>';
    expect(piecesOf(typed, false).every((piece) => piece.kind !== "link" || piece.text.startsWith("https://"))).toBe(true);
  });

  test("a preview has words alone", () => {
    expect(plainText('Hi <a href="https://example.com/long">there</a>')).toBe("Hi there");
  });
});
