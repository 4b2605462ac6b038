import { describe, expect, test } from "vitest";
import { fromScreen, gridStep, including, moved, pixels, project, regionOf, ruler, toScreen, unproject, zoomed, type Camera } from "./mercator";

const guangzhou = { latitude: 23.099994, longitude: 113.32452 };
const camera: Camera = { centre: guangzhou, scale: 16, width: 375, height: 300 };

describe("the projection", () => {
  test("puts the middle of the world in the middle", () => expect(project({ latitude: 0, longitude: 0 }, 0)).toEqual({ x: 128, y: 128 }));

  test("goes there and back", () => {
    for (const place of [guangzhou, { latitude: -33.9, longitude: -70.6 }, { latitude: 84, longitude: 179.5 }]) {
      const back = unproject(project(place, 14), 14);
      expect(back.latitude).toBeCloseTo(place.latitude, 8);
      expect(back.longitude).toBeCloseTo(place.longitude, 8);
    }
  });

  test("beyond the poles there is the edge", () => expect(project({ latitude: 90, longitude: 0 }, 0).y).toBeCloseTo(0, 4));
});

describe("a camera", () => {
  test("shows its centre in the middle", () => {
    expect(toScreen(camera, guangzhou)).toEqual({ x: 187.5, y: 150 });
    const back = fromScreen(camera, { x: 187.5, y: 150 });
    expect(back.latitude).toBeCloseTo(guangzhou.latitude, 9);
  });

  test("looks the nearer way over the date line", () => {
    const east: Camera = { centre: { latitude: 0, longitude: 179 }, scale: 3, width: 300, height: 300 };
    expect(toScreen(east, { latitude: 0, longitude: -179 }).x).toBeCloseTo(150 + (2 / 360) * 2048, 6);
  });

  test("is dragged with the map: what was left comes to the middle", () => {
    const place = fromScreen(camera, { x: 87.5, y: 150 });
    expect(moved(camera, { x: 100, y: 0 }).centre.longitude).toBeCloseTo(place.longitude, 8);
  });

  test("zooms around the finger", () => {
    const at = { x: 40, y: 260 };
    const place = fromScreen(camera, at);
    const then = toScreen(zoomed(camera, 18, at), place);
    expect([then.x, then.y].map(Math.round)).toEqual([40, 260]);
  });

  test("knows its region", () => {
    const { southwest, northeast } = regionOf(camera);
    expect(southwest.latitude < guangzhou.latitude && northeast.latitude > guangzhou.latitude).toBe(true);
    expect(southwest.longitude < northeast.longitude).toBe(true);
  });

  test("includes every place within its padding", () => {
    const places = [guangzhou, { latitude: 23.21229, longitude: 113.5 }, { latitude: 22.9, longitude: 113.2 }];
    const all = including(camera, places, [20, 30, 40, 50], [3, 20]);
    for (const place of places) {
      const { x, y } = toScreen(all, place);
      expect(x >= 49.9 && x <= 345.1 && y >= 19.9 && y <= 260.1).toBe(true);
    }
    expect(including(camera, [guangzhou], [0], [3, 18]).scale).toBe(18);
    expect(including(camera, [], [0], [3, 18])).toBe(camera);
  });
});

test("lengths on the ground", () => {
  expect(pixels(40_075_016.686, 0, 0)).toBeCloseTo(256, 6);
  const bar = ruler(23.1, 16, 100);
  expect(bar.metres).toBe(200);
  expect(bar.width <= 100 && bar.width > 40).toBe(true);
});

test("the lines of the plain map are round and readable", () => {
  expect([3, 10, 16, 20].map(gridStep)).toEqual([20, 0.2, 0.005, 0.0002]);
});
