import { makeWords } from "@hutong/ui/words";
import { expect, test } from "vitest";
import zh from "../../locales/troubles/zh-CN.json";
import { troubleWords } from "./troubles";

const words = makeWords("zh-CN", zh);

test("a trouble with a name is told in the reader's language", () => {
  expect(troubleWords(words, "name_unknown", { host: "shop.example" }, "no address is known for shop.example")).toBe("找不到 shop.example 的地址");
});

test.each([undefined, "", "of_tomorrow"])("a trouble called %j stays as it came", (code) => {
  expect(troubleWords(words, code, {}, "certificate verify failed")).toBe("certificate verify failed");
});
