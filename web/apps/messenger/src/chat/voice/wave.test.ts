import { expect, test } from "vitest";
import { BARS, wave, waveOf } from "./wave";

test("the loudest part is a full bar, silence keeps a low one", () => {
  const samples = new Float32Array(3_800);
  samples[150] = -0.5;
  samples[3_799] = 0.25;
  const bars = wave(samples);
  expect(bars).toHaveLength(BARS);
  expect([bars[0], bars[1], bars[37]]).toEqual([0.12, 1, 0.5]);
});

test("silence and next to nothing are still 38 bars", () => {
  expect(wave(new Float32Array(100))).toEqual(Array(BARS).fill(0.12));
  expect(wave(new Float32Array([1, 0.5]))).toHaveLength(BARS);
  expect(wave(new Float32Array(0))).toHaveLength(BARS);
});

test("a sound nobody can read has bars of its own, the same each time", () => {
  expect(waveOf("41")).toEqual(waveOf("41"));
  expect(waveOf("41")).not.toEqual(waveOf("42"));
  expect(Math.max(...waveOf("41"))).toBeLessThanOrEqual(1);
});
