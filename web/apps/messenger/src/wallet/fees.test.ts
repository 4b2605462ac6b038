import { expect, test } from "vitest";
import { withdrawalFee } from "./fees";

test.each([
  [100_000, 100_000, 0],
  [100_001, 100_000, 10],
  [50_000, 0, 50],
  [50_001, 0, 51],
  [10, 0, 10],
  [9_999, 0, 10],
  [1_000_000, 100_000, 900],
])("withdrawing %d fen with %d free costs %d", (fen, freeLeft, fee) => expect(withdrawalFee(fen, freeLeft)).toBe(fee));
