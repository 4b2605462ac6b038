import { expect, test } from "vitest";
import { VoiceMemory } from "./memory";

function aStorage() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

test("the place in a voice message survives a reload", () => {
  const storage = aStorage();
  new VoiceMemory(storage, "voice").keep("7.3", 20.04);
  const later = new VoiceMemory(storage, "voice");
  expect([later.positionOf("7.3"), later.wasHeard("7.3"), later.wasHeard("7.4")]).toEqual([20, true, false]);
});

test("the oldest of very many is forgotten, and rubbish in the storage is nothing", () => {
  const storage = aStorage();
  const memory = new VoiceMemory(storage, "voice");
  for (let number = 0; number < 501; number += 1) memory.keep(`v${number}`, 1);
  expect([memory.wasHeard("v0"), memory.wasHeard("v1"), memory.wasHeard("v500")]).toEqual([false, true, true]);
  storage.setItem("voice", "{oops");
  expect(new VoiceMemory(storage, "voice").wasHeard("v1")).toBe(false);
});
