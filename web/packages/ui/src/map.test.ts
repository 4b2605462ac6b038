import { expect, test } from "vitest";
import { blocksAround, isOnEarth, moved } from "./map";

const lane = { latitude: 39.9365, longitude: 116.4035 };

test("there and back again is the same place", () => {
  const there = moved(lane, 240, -100);
  expect(there.latitude).toBeGreaterThan(lane.latitude);
  expect(there.longitude).toBeGreaterThan(lane.longitude);
  const back = moved(there, -240, 100);
  expect(Math.abs(back.latitude - lane.latitude)).toBeLessThan(1e-5);
  expect(Math.abs(back.longitude - lane.longitude)).toBeLessThan(1e-5);
});

test("nobody walks off the earth", () => {
  expect(moved({ latitude: 84.99, longitude: 179.999 }, 1_000, -100_000)).toMatchObject({ latitude: 85 });
  expect(moved({ latitude: 0, longitude: 179.99 }, 10_000, 0).longitude).toBeLessThan(-179);
  expect([isOnEarth(lane), isOnEarth({ latitude: 91, longitude: 0 }), isOnEarth({ latitude: NaN, longitude: 0 })]).toEqual([true, false, false]);
});

test("a place has its own streets, always the same", () => {
  expect(blocksAround(lane, 264, 88)).toEqual(blocksAround(lane, 264, 88));
  expect(blocksAround(lane, 264, 88)).not.toEqual(blocksAround({ latitude: 31.2, longitude: 121.5 }, 264, 88));
});
