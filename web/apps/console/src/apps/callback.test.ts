import { describe, expect, it } from "vitest";
import { failureIn, mistakesIn, randomText, visible } from "./callback";
import type { CallbackDraft } from "./types";

const good: CallbackDraft = { url: "http://127.0.0.1:9000/weixin", token: "lantern", aes_key: "", mode: "plain", data_format: "xml" };

describe("callback settings", () => {
  it("need no key in plain mode and one of 43 characters in the others", () => {
    expect(mistakesIn(good)).toEqual({});
    expect(mistakesIn({ ...good, mode: "safe" })).toEqual({ aes_key: "aes_key_form" });
    expect(mistakesIn({ ...good, mode: "safe", aes_key: "k".repeat(43) })).toEqual({});
    expect(mistakesIn({ ...good, aes_key: "k".repeat(42) })).toEqual({ aes_key: "aes_key_form" });
  });

  it("want an address that can be posted to", () => {
    expect(mistakesIn({ ...good, url: "" })).toEqual({ url: "url_missing" });
    expect(mistakesIn({ ...good, url: "127.0.0.1:9000" })).toEqual({ url: "url_not_http" });
  });

  it("want a token of 3 to 32 letters and digits", () => {
    expect(mistakesIn({ ...good, token: "ab" })).toEqual({ token: "token_form" });
    expect(mistakesIn({ ...good, token: "with space" })).toEqual({ token: "token_form" });
  });
});

it("a generated key has the asked length and leaves out the bytes that would lean", () => {
  expect(randomText(4, () => new Uint8Array([255, 0, 61, 62]))).toBe("A9AA");
});

it("what can not be seen in a body gets a mark", () => {
  expect(visible('\uFEFF"123"\r\n')).toBe('⟨BOM⟩"123"␍↵');
});

it("a refusal keeps what belongs to its reason and says nothing of the rest", () => {
  expect(failureIn("callback_check_failed", { reason: "quoted", expected: "42", got: '"42"', status: "200" })).toEqual({
    reason: "quoted",
    expected: "42",
    got: '"42"',
    expected_signature: null,
    signature_params: {},
    status: 200,
    elapsed_ms: null,
    hint: null,
    hint_code: null,
    hint_params: {},
  });
  expect(failureIn("name_taken", {})).toBeNull();
});
