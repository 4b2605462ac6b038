import { describe, expect, it } from "vitest";
import { grouped, matches, merge, named, noFilter } from "./groups";
import type { CallSummary } from "./calls";

function aCall(id: string, facts: Partial<CallSummary> = {}): CallSummary {
  return {
    id,
    at: `2026-11-21T09:41:${id.padStart(2, "0")}.000Z`,
    lane_at: `2026-11-21T09:41:${id.padStart(2, "0")}.000Z`,
    direction: "in",
    scheme: "http",
    host: "api.weixin.qq.com",
    method: "GET",
    path: "/cgi-bin/user/info",
    status: 200,
    app_id: "wx5f2c9e0b7a41d386",
    verdict: { state: "ok", code: null, title: "ok" },
    ms: 2,
    attempt: 1,
    attempts: 1,
    cause_id: null,
    cause: null,
    person_id: null,
    person_name: null,
    ...facts,
  };
}

describe("merging what arrives", () => {
  it("keeps the newest first and the list short", () => {
    const held = merge([aCall("1")], [aCall("3"), aCall("2")], 2);
    expect(held.map((call) => call.id)).toEqual(["3", "2"]);
  });

  it("replaces a call that is told again", () => {
    const held = merge([aCall("1", { attempt: 1 })], [aCall("1", { attempt: 2 })], 9);
    expect(held).toHaveLength(1);
    expect(held[0]?.attempt).toBe(2);
  });

  it("orders calls of one instant by their number", () => {
    const at = "2026-11-21T09:41:00.000Z";
    expect(merge([], [aCall("9", { at }), aCall("10", { at })], 9).map((call) => call.id)).toEqual(["10", "9"]);
  });
});

describe("grouping by cause", () => {
  it("gathers calls with one cause even when others came between", () => {
    const tap = { cause_id: "c1", cause: "Li Lei taps “Balance”" };
    const groups = grouped([aCall("5", tap), aCall("4"), aCall("3", tap)]);
    expect(groups.map((group) => [group.cause, group.calls.map((call) => call.id)])).toEqual([
      ["Li Lei taps “Balance”", ["5", "3"]],
      [null, ["4"]],
    ]);
  });

  it("dates a group by its first call", () => {
    const tap = { cause_id: "c1", cause: "Li Lei writes" };
    expect(grouped([aCall("9", tap), aCall("7", tap)])[0]?.at).toBe("2026-11-21T09:41:07.000Z");
  });

  it("lets neighbours without a cause share a group", () => {
    expect(grouped([aCall("2"), aCall("1")])).toHaveLength(1);
  });
});

describe("filtering", () => {
  const refused = aCall("1", {
    verdict: { state: "refused", code: "48001", title: "api unauthorized" },
    direction: "out",
  });

  it("finds problems, directions and words", () => {
    expect(matches(refused, { ...noFilter, onlyProblems: true })).toBe(true);
    expect(matches(aCall("2"), { ...noFilter, onlyProblems: true })).toBe(false);
    expect(matches(refused, { ...noFilter, direction: "in" })).toBe(false);
    expect(matches(refused, { ...noFilter, text: " 48001 " })).toBe(true);
    expect(matches(refused, { ...noFilter, text: "refund" })).toBe(false);
    expect(matches(refused, { ...noFilter, host: "qyapi.weixin.qq.com" })).toBe(false);
  });
});

it("the stream's people get their names from the calls already here", () => {
  const held = [aCall("1", { person_id: "7", person_name: "Li Lei" })];
  const arrived = named(held, [aCall("2", { person_id: "7" }), aCall("3", { person_id: "8" }), aCall("4")]);
  expect(arrived.map((call) => call.person_name)).toEqual(["Li Lei", null, null]);
});
