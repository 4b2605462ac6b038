import { expect, it } from "vitest";
import type { AppMessage } from "../../official/types";
import { seenAround } from "./seen";

const said = (seq: number, at: string) => ({ seq, at }) as AppMessage;

it("what a person saw lies around the call, oldest first", () => {
  const messages = [
    said(4, "2026-11-21T10:05:00Z"),
    said(3, "2026-11-21T10:00:01Z"),
    said(2, "2026-11-21T09:59:59Z"),
    said(1, "2026-11-21T09:00:00Z"),
  ];
  expect(seenAround(messages, "2026-11-21T10:00:00Z").map((one) => one.seq)).toEqual([2, 3]);
});
