import { expect, it } from "vitest";
import { firstSceneDraft, mistakeIn, toRequest } from "./sceneDraft";

it("a permanent number ends at a hundred thousand, a temporary one does not", () => {
  const number = { ...firstSceneDraft, isNumber: true, scene: "100001" };
  expect(mistakeIn(number)).toBe("sceneNumber");
  expect(mistakeIn({ ...number, scene: "100000" })).toBeNull();
  expect(mistakeIn({ ...number, isPermanent: false })).toBeNull();
});

it("a text has one to sixty-four characters", () => {
  expect(mistakeIn(firstSceneDraft)).toBe("sceneLength");
  expect(mistakeIn({ ...firstSceneDraft, scene: "x".repeat(64) })).toBeNull();
  expect(mistakeIn({ ...firstSceneDraft, scene: "x".repeat(65) })).toBe("sceneLength");
});

it("only a temporary code is asked for with its seconds", () => {
  expect(toRequest({ ...firstSceneDraft, scene: "lobby" })).toEqual({ scene: "lobby", is_number: false });
  expect(toRequest({ ...firstSceneDraft, scene: "7", isNumber: true, isPermanent: false })).toEqual({
    scene: "7",
    is_number: true,
    seconds: 604_800,
  });
});
