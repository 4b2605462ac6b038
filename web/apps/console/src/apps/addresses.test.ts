import { expect, it } from "vitest";
import { addressesIn, wrongAddresses } from "./addresses";

it("addresses stand one per line, or between commas", () => {
  expect(addressesIn("127.0.0.1\n\n10.0.0.0/8, ::1\n")).toEqual(["127.0.0.1", "10.0.0.0/8", "::1"]);
});

it("what is not an address is named", () => {
  expect(wrongAddresses(["127.0.0.1", "10.0.0.0/8", "::1", "256.1.1.1", "10.0.0.0/33", "water.example"])).toEqual([
    "256.1.1.1",
    "10.0.0.0/33",
    "water.example",
  ]);
});
