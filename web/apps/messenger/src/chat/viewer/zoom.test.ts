import { expect, test } from "vitest";
import { LARGEST, pan, WHOLE, zoomAt } from "./zoom";

const picture = { width: 400, height: 300 };
const screen = { width: 400, height: 800 };

test("what is under the finger stays under the finger", () => {
  const view = zoomAt(WHOLE, 4, { x: 100, y: 0 }, picture, screen);
  expect(view).toEqual({ scale: 4, x: -300, y: 0 });
  // (100 - x) / scale is the same point of the picture as before.
  expect((100 - view.x) / view.scale).toBe(100);
});

test("a picture is never smaller than the screen lets it be, nor endlessly large", () => {
  expect(zoomAt({ scale: 2, x: 50, y: 20 }, 0.1, { x: 0, y: 0 }, picture, screen)).toEqual(WHOLE);
  expect(zoomAt(WHOLE, 100, { x: 0, y: 0 }, picture, screen).scale).toBe(LARGEST);
});

test("panning stops at the edges, and does nothing while the whole is seen", () => {
  expect(pan(WHOLE, 50, 50, picture, screen)).toEqual(WHOLE);
  expect(pan({ scale: 2, x: 0, y: 0 }, 1_000, 1_000, picture, screen)).toEqual({ scale: 2, x: 200, y: 0 });
});
