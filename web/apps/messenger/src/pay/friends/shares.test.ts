import type { Person } from "@hutong/api";
import { describe, expect, test } from "vitest";
import { equalShares, luckList, packetProblem, sumOf, totalOf } from "./shares";

describe("dividing a bill", () => {
  test("what does not divide is the starter's", () => {
    expect([...equalShares(20_000, ["li", "han", "jim", "wang"], "li").values()]).toEqual([5_000, 5_000, 5_000, 5_000]);
    expect(Object.fromEntries(equalShares(10_000, ["li", "han", "jim"], "li"))).toEqual({ li: 3_334, han: 3_333, jim: 3_333 });
  });

  test("a starter who takes no part still bears the odd fen", () => {
    expect(Object.fromEntries(equalShares(100, ["han", "jim", "wang"], "li"))).toEqual({ han: 33, jim: 33, wang: 33, li: 1 });
  });

  test("nothing is lost, whatever the bill and however many", () => {
    for (let total = 1; total < 400; total += 7) {
      for (let count = 1; count < 9; count += 1) {
        const people = Array.from({ length: count }, (_, n) => `p${n}`);
        expect(sumOf(equalShares(total, people, "p0").values())).toBe(total);
      }
    }
  });
});

describe("luck", () => {
  const person = (name: string): Person => ({ id: name, name, avatar_url: null, link_code: name, language: "en", simulated: true });
  const shares = [
    { person: person("jim"), share_fen: 188, at: "2026-11-21T10:46:00Z", is_best: false },
    { person: person("han"), share_fen: 912, at: "2026-11-21T10:46:30Z", is_best: true },
    { person: person("li"), share_fen: 666, at: "2026-11-21T10:47:00Z", is_best: false },
  ];

  test("who drew last stands first", () => {
    expect(luckList(shares, true).map(({ person: { name } }) => name)).toEqual(["li", "han", "jim"]);
  });

  test("the best is told only when all is drawn", () => {
    expect(luckList(shares, false).some(({ is_best }) => is_best)).toBe(false);
    expect(luckList(shares, true).filter(({ is_best }) => is_best).map(({ share_fen }) => share_fen)).toEqual([912]);
  });
});

describe("a packet before it is paid", () => {
  test("an equal one costs each share as often as there are shares", () => {
    expect(totalOf({ kind: "equal", amountFen: 250, count: 4 })).toBe(1_000);
    expect(totalOf({ kind: "lucky", amountFen: 1_000, count: 4 })).toBe(1_000);
  });

  test.each([
    [{ kind: "single", amountFen: 20_000, count: 1 }, null],
    [{ kind: "single", amountFen: 20_001, count: 1 }, "tooMuch"],
    [{ kind: "single", amountFen: 0, count: 1 }, "noAmount"],
    [{ kind: "lucky", amountFen: 3, count: 4 }, "tooLittle"],
    [{ kind: "lucky", amountFen: 4, count: 4 }, null],
    [{ kind: "lucky", amountFen: 500, count: 6 }, "tooMany"],
    [{ kind: "equal", amountFen: 500, count: 0 }, "noAmount"],
    [{ kind: "lucky", amountFen: 500, count: 0 }, "noCount"],
  ] as const)("%o: %s", (wish, problem) => expect(packetProblem(wish, 5)).toBe(problem));
});
