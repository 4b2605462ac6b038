import type { Thread } from "@hutong/sync";
import { expect, test } from "vitest";
import { shownThreads, type Wanted } from "./filter";

const person = (id: string, name: string, unread = 0, text = ""): Thread =>
  ({
    conversation: {
      id, unread, marked: false, peer: { kind: "person", person: { name, link_code: id } }, last: text ? { body: { kind: "text", text } } : null,
    },
  }) as unknown as Thread;
const account = (id: string, name: string): Thread => ({ conversation: { id, unread: 0, marked: false, last: null, peer: { kind: "app", account: { name, link_code: id } } } }) as unknown as Thread;

const threads = [person("1", "Zoë Ŕ", 2), person("2", "韩梅梅", 0, "晚上吃饺子"), account("3", "Waterworks")];
const ids = (wanted: Partial<Wanted>) => shownThreads(threads, { filter: "all", typed: "", openId: null, ...wanted }).map(({ conversation }) => conversation.id);

test("names and the last words are found, whatever the case and the accents", () => {
  expect([ids({ typed: " zoe r" }), ids({ typed: "饺子" }), ids({ typed: "WATER" }), ids({ typed: "nobody" })]).toEqual([["1"], ["2"], ["3"], []]);
});

test("filters keep what they say", () => {
  expect([ids({ filter: "unread" }), ids({ filter: "people" }), ids({ filter: "accounts" })]).toEqual([["1"], ["1", "2"], ["3"]]);
});

test("what is marked as unread is unread, and what is being read does not vanish", () => {
  const marked = { ...account("4", "Teahouse"), conversation: { ...account("4", "Teahouse").conversation, marked: true } };
  expect(shownThreads([...threads, marked], { filter: "unread", typed: "", openId: null }).map(({ conversation }) => conversation.id)).toEqual(["1", "4"]);
  expect(ids({ filter: "unread", openId: "2" })).toEqual(["1", "2"]);
});
