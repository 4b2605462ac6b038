import { describe, expect, test } from "vitest";
import { amountText, fenOf, signedYuan, typedAmount, yuan } from "./money";

describe("money as people read it", () => {
  test.each([
    [0, "¥0.00"],
    [1, "¥0.01"],
    [100, "¥1.00"],
    [128_040, "¥1,280.40"],
    [100_000_000, "¥1,000,000.00"],
    [-5, "-¥0.05"],
    [9_007_199_254_740_991, "¥90,071,992,547,409.91"],
  ])("%d fen reads %s", (fen, text) => expect(yuan(fen)).toBe(text));

  test("what comes and goes carries its sign", () => {
    expect([signedYuan(5_000), signedYuan(-8_640)]).toEqual(["+50.00", "−86.40"]);
  });
});

describe("money as people type it", () => {
  test.each([
    ["1", 100],
    ["1.", 100],
    ["0.29", 29],
    ["1.1", 110],
    ["19.99", 1_999],
    ["999999999.99", 99_999_999_999],
  ])("%s is %d fen", (text, fen) => expect(fenOf(text)).toBe(fen));

  test.each(["", ".", "1.234", "-1", "1e3", "١", "1 0", "9999999999"])("%j is no amount", (text) => expect(fenOf(text)).toBeNull());

  test("a field takes full-width digits, a currency sign and a comma, and nothing that is no amount", () => {
    expect(typedAmount("￥１２。５", "")).toBe("12.5");
    expect(typedAmount("1,280", "")).toBe("1280");
    expect(typedAmount(".5", "")).toBe("0.5");
    expect(typedAmount("007", "")).toBe("7");
    expect(typedAmount("1.234", "1.23")).toBe("1.23");
    expect(typedAmount("1.2.", "1.2")).toBe("1.2");
    expect(typedAmount("-3", "3")).toBe("3");
    expect(typedAmount("", "3")).toBe("");
  });

  test("what stands in a field reads back as the same fen", () => {
    for (const fen of [1, 10, 100, 1_050, 128_040]) expect(fenOf(amountText(fen))).toBe(fen);
  });
});
