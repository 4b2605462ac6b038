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

it("each of the four kinds has its name on the wire", () => {
  const names = [
    { ...firstSceneDraft, scene: "1" },
    { ...firstSceneDraft, scene: "1", isNumber: true },
    { ...firstSceneDraft, scene: "1", isPermanent: false },
    { ...firstSceneDraft, scene: "1", isPermanent: false, isNumber: true },
  ].map((draft) => toRequest(draft).action_name);
  expect(names).toEqual(["QR_LIMIT_STR_SCENE", "QR_LIMIT_SCENE", "QR_STR_SCENE", "QR_SCENE"]);
});
