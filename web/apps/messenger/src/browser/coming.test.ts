import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Coming } from "./coming";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listening() {
  const came: string[] = [];
  return { came, coming: new Coming((address) => came.push(address)) };
}

test("a page has come when it was loaded and said where it is, in either order", () => {
  const { came, coming } = listening();
  coming.told("/first");
  expect(came).toEqual([]);
  coming.loaded("");
  coming.loaded("/first");
  coming.told("/second");
  vi.runAllTimers();
  expect(came).toEqual(["/first", "/second"]);
});

test("what is no page has come after a while, where one was led", () => {
  const { came, coming } = listening();
  coming.loaded("/picture.png");
  expect(came).toEqual([]);
  vi.runAllTimers();
  expect(came).toEqual(["/picture.png"]);
});

test("nothing comes any more when one has left", () => {
  const { came, coming } = listening();
  coming.loaded("/first");
  coming.stop();
  vi.runAllTimers();
  expect(came).toEqual([]);
});
