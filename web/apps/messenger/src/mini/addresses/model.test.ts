import { describe, expect, it } from "vitest";
import { BLANK, draftOf, inOrder, lineOf, regionOf, trimmed, wrongIn } from "./model";

const good = { ...BLANK, name: "李雷", phone: "138 0013 8000", province: "北京市", city: "北京市", district: "东城区", detail: "帽儿胡同 9 号" };

describe("an address", () => {
  it("says what is missing, field by field", () => {
    expect(wrongIn(BLANK)).toEqual(["name", "phone", "region", "detail"]);
    expect(wrongIn(good)).toEqual([]);
    expect(wrongIn({ ...good, phone: "call me", postal_code: "12" })).toEqual(["phone", "postal_code"]);
  });

  it("reads as one line, and a city that is a province is said once", () => {
    expect(regionOf(good)).toBe("北京市 东城区");
    expect(lineOf({ ...good, street: "交道口街道" })).toBe("北京市 东城区 交道口街道 帽儿胡同 9 号");
  });

  it("is kept without stray blanks and without its number", () => {
    expect(trimmed({ ...good, name: "  Li   Lei " }).name).toBe("Li Lei");
    expect(draftOf({ ...good, id: "7" })).toEqual(good);
  });

  it("stands first when it is the default", () => {
    const two = [{ ...good, id: "1" }, { ...good, id: "2", is_default: true }];
    expect(inOrder(two).map(({ id }) => id)).toEqual(["2", "1"]);
  });
});
