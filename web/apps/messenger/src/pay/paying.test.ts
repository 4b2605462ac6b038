import { ApiError, Unreachable } from "@hutong/api";
import { describe, expect, test } from "vitest";
import { doorOf, returnOf } from "./door";
import { afterRefusal, dueFen, isPaymentText } from "./paying";
import { signedLines } from "./problems";
import { sealOf } from "./seal";

describe("after an answer that is no receipt", () => {
  test("a wrong password is asked for again, in the same sheet", () => {
    expect(afterRefusal(new ApiError(403, "payment_password_wrong", { left: 2 }))).toMatchObject({ is: "asking", refusal: { code: "payment_password_wrong" } });
  });

  test("an order that is gone is refused for good", () => {
    expect(afterRefusal(new ApiError(410, "payment_expired"))).toMatchObject({ is: "refused", error: { code: "payment_expired" } });
  });

  test.each([new Unreachable(), new ApiError(503, "system_busy"), new ApiError(500, "unexpected")])("%s leaves it unknown, so nobody pays twice", (error) => {
    expect(afterRefusal(error)).toEqual({ is: "checking" });
  });
});

test("coupons come off the whole, and never more than all of it", () => {
  const offers = [{ id: "a", discount_fen: 300 }, { id: "b", discount_fen: 900 }];
  expect(dueFen(1_000, offers, new Set())).toBe(1_000);
  expect(dueFen(1_000, offers, new Set(["a"]))).toBe(700);
  expect(dueFen(1_000, offers, new Set(["a", "b"]))).toBe(0);
});

test("a code about money is told from somebody's page", () => {
  expect(isPaymentText("weixin://wxpay/bizpayurl?pr=NwY5Mz9")).toBe(true);
  expect(isPaymentText("http://lane.localhost:8080/pay/h5/abc")).toBe(true);
  expect(isPaymentText("wx26112221580621e9b071c00d9e093b0000")).toBe(true);
  expect(isPaymentText("http://lane.localhost:8080/p/lilei")).toBe(false);
  expect(isPaymentText("two dumplings")).toBe(false);
});

describe("an address that asks to pay", () => {
  const at = (path: string) => doorOf(`http://lane.localhost:8080${path}`);
  test("carries words, a code, a number of preparation, a page's own call, or is the words itself", () => {
    expect(at("/pay?text=wx123")).toEqual({ text: "wx123" });
    expect(at("/pay?pr=NwY5")).toEqual({ text: "weixin://wxpay/bizpayurl?pr=NwY5" });
    expect(at("/pay?prepay_id=wx26")).toEqual({ text: "wx26" });
    expect(at("/pay/h5/token1")).toEqual({ text: "http://lane.localhost:8080/pay/h5/token1" });
    const call = { appId: "wx1", timeStamp: "1", nonceStr: "n", package: "prepay_id=wx26", signType: "RSA", paySign: "s" };
    expect(at(`/pay?${new URLSearchParams(call)}`)).toEqual({ invocation: call });
  });
});

test("a shop's address to return to is a web address, and nothing that runs", () => {
  const at = (url: string) => returnOf(`http://lane.localhost:8080/pay/h5/x?redirect_url=${encodeURIComponent(url)}`);
  expect([at("https://shop.example/thanks"), at("javascript:alert(1)"), at("//evil.example"), at("")]).toEqual(["https://shop.example/thanks", null, null, null]);
});

test("line feeds of a signed text are seen, the last one too", () => {
  expect(signedLines("wx1\n1711\nprepay_id=wx26\n")).toEqual(["wx1↵", "1711↵", "prepay_id=wx26↵"]);
  expect(signedLines("wx1\nlast")).toEqual(["wx1↵", "last"]);
});

test("a seal is two characters, the same every time, and hardly anybody else's", () => {
  expect([...sealOf("7312001")]).toHaveLength(2);
  expect(sealOf("7312001")).toBe(sealOf("7312001"));
  const seals = new Set(Array.from({ length: 1_000 }, (_, n) => sealOf(String(7_312_000_000 + n))));
  expect(seals.size).toBeGreaterThan(800);
});
