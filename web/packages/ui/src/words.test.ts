import { describe, expect, test } from "vitest";
import { makeWords, preferredLanguage } from "./words";

describe("words", () => {
  const en = makeWords("en", { greeting: "Hello {name}", unread_one: "{count} message", unread_other: "{count} messages" });
  const zh = makeWords("zh-CN", { unread_other: "{count} 条消息" });

  test("places are filled, and an unknown place stays visible", () => {
    expect(en.t("greeting", { name: "Li Lei" })).toBe("Hello Li Lei");
    expect(en.t("greeting", {})).toBe("Hello {name}");
  });

  test("English counts one and many, Chinese has one form", () => {
    expect([en.t("unread", { count: 1 }), en.t("unread", { count: 3 })]).toEqual(["1 message", "3 messages"]);
    expect(zh.t("unread", { count: 1 })).toBe("1 条消息");
  });

  test("a gap shows its key", () => {
    expect(en.t("nobody.wrote.this")).toBe("nobody.wrote.this");
    expect(en.has("nobody.wrote.this")).toBe(false);
  });
});

test("the language is what was chosen before, else the first that the browser wants and we speak", () => {
  expect(preferredLanguage("zh-CN", ["en-US"])).toBe("zh-CN");
  expect(preferredLanguage(null, ["zh-TW", "en"])).toBe("zh-CN");
  expect(preferredLanguage(null, ["en-GB", "zh-CN"])).toBe("en");
  expect(preferredLanguage(null, ["fr", "zh-CN"])).toBe("zh-CN");
  expect(preferredLanguage(null, ["fr"])).toBe("en");
});
