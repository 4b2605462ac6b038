import { expect, it } from "vitest";
import { checklistOf } from "./checklist";
import type { App } from "./types";

const app = { avatar_url: null, intro: "", followers: 0, callback: { state: "none" } } as App;

it("a new account has everything before it", () => {
  expect(checklistOf(app, undefined, 0).map(({ isDone }) => isDone)).toEqual([false, false, false, false]);
});

it("an account in use has everything behind it", () => {
  const used: App = { ...app, intro: "Water for the lane", followers: 3, callback: { state: "ok" } };
  expect(checklistOf(used, undefined, 2).every(({ isDone }) => isDone)).toBe(true);
});
