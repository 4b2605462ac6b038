import { describe, expect, it } from "vitest";
import type { ProgramPlace } from "../address";
import { bring, closed, comeBack, EMPTY, front, LIVES_BEHIND_MS, MOST_BEHIND, putBehind, startedAgain, swept, type Stage } from "./programs";

const at = (appId: string, more: Partial<ProgramPlace> = {}): ProgramPlace => ({ appId, path: "", scene: 1001, version: "release", ...more });
const names = (stage: Stage) => stage.running.map(({ place, hiddenAt }) => `${place.appId}${hiddenAt === null ? "*" : ""}`);

describe("programs on the stage", () => {
  it("one is in front, and the one that opened it waits behind", () => {
    const stage = bring(bring(EMPTY, at("a"), {}, 0), at("b"), { appId: "a", extraData: { n: 1 } }, 10);
    expect(names(stage)).toEqual(["a", "b*"]);
    expect(front(stage)?.referrer).toEqual({ appId: "a", extraData: { n: 1 } });
  });

  it("one that is asked for again goes on and hears where to", () => {
    const first = bring(bring(EMPTY, at("a"), {}, 0), at("b"), {}, 10);
    const again = bring(first, at("a", { scene: 1038 }), { appId: "b" }, 20);
    // In the order of their starts: a frame that moved would load again.
    expect(names(again)).toEqual(["a*", "b"]);
    expect(front(again)).toMatchObject({ key: 1, turn: 1, place: { scene: 1038 } });
  });

  it("one that the way back leads to is not asked for anew", () => {
    const stage = bring(bring(EMPTY, at("a", { path: "p?n=1" }), {}, 0), at("b"), { appId: "a" }, 10);
    const back = comeBack(stage, at("a", { path: "p?n=1" }), { appId: "b", extraData: { n: 2 } }, 20);
    expect(front(back)).toMatchObject({ key: 1, turn: 0, place: { scene: 1038 }, referrer: { appId: "b", extraData: { n: 2 } } });
    expect(front(comeBack(EMPTY, at("a"), {}, 0))).toMatchObject({ key: 1, turn: 0 });
  });

  it("another version of a program takes its place", () => {
    const stage = bring(bring(EMPTY, at("a"), {}, 0), at("a", { version: "trial" }), {}, 10);
    expect(stage.running).toHaveLength(1);
    expect(front(stage)).toMatchObject({ key: 2, turn: 0 });
  });

  it("waits five minutes behind, and no more than a few of them do", () => {
    let stage = EMPTY;
    for (let turn = 0; turn < 9; turn++) stage = bring(stage, at(`p${turn}`), {}, turn);
    expect(stage.running).toHaveLength(MOST_BEHIND + 1);
    stage = putBehind(stage, 100);
    expect(front(stage)).toBeNull();
    expect(names(stage)).toContain("p8");
    expect(swept(stage, 100 + LIVES_BEHIND_MS).running).toHaveLength(0);
  });

  it("started again it is another one; closed it is none", () => {
    const stage = startedAgain(bring(EMPTY, at("a"), {}, 0), 1);
    expect(front(stage)?.key).toBe(2);
    expect(bring(stage, at("b"), {}, 1).running.map(({ key }) => key)).toEqual([2, 3]);
    expect(closed(stage, 2).running).toEqual([]);
  });
});
