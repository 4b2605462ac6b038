import { beforeEach, expect, test, vi } from "vitest";
import { Bursts } from "./bursts";

let told: number;
let bursts: Bursts;

beforeEach(() => {
  vi.useFakeTimers();
  told = 0;
  bursts = new Bursts({ set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as never) }, () => (told += 1));
});

const push = () => bursts.take(() => bursts.tell());

test("one message is told at once", () => {
  push();
  expect(told).toBe(1);
  vi.runAllTimers();
  expect(told).toBe(1);
});

test("fifty messages in a second are told a few times, the last of them too", () => {
  for (let number = 0; number < 50; number += 1) {
    push();
    vi.advanceTimersByTime(20);
  }
  expect(told).toBeLessThanOrEqual(10);
  const before = told;
  push();
  vi.runAllTimers();
  expect(told).toBe(before + 1);
});

test("what the person does is told at once, also within a burst", () => {
  push();
  push();
  bursts.tell();
  expect(told).toBe(2);
  vi.runAllTimers();
  expect(told).toBe(2);
});

test("what is held back is told before it stops", () => {
  push();
  push();
  bursts.stop();
  expect(told).toBe(2);
});
