import { expect, it } from "vitest";
import type { ProgramCard } from "../api";
import { shelf } from "./shelf";

const card = (app_id: string) => ({ app_id, name: app_id }) as ProgramCard;

it("what one keeps stands first, each program stands once, and the rest is below", () => {
  const { tiles, others } = shelf([card("a"), card("b")], [card("b")], [card("a"), card("b"), card("c")]);
  expect(tiles.map(({ card: { app_id }, isMine }) => [app_id, isMine])).toEqual([["b", true], ["a", false]]);
  expect(others.map(({ app_id }) => app_id)).toEqual(["c"]);
});
