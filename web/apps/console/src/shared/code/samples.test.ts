import { describe, expect, it } from "vitest";
import { changedLines, dialects, json, sample } from "./samples";
import type { ApiCall } from "./samples";

const info: ApiCall = {
  method: "GET",
  base: "http://127.0.0.1:9001",
  path: "/cgi-bin/user/info",
  query: { access_token: "ACCESS_TOKEN", openid: "oA1&b" },
};
const send: ApiCall = {
  method: "POST",
  base: "http://127.0.0.1:9001",
  path: "/cgi-bin/message/custom/send",
  query: { access_token: "ACCESS_TOKEN" },
  body: { touser: "oA1", msgtype: "text", text: { content: "It's 水" } },
};

describe("a call in code", () => {
  it("names its secrets the way each language reads its environment", () => {
    expect(sample(info, "http")).toBe("GET /cgi-bin/user/info?access_token=ACCESS_TOKEN&openid=oA1%26b");
    expect(sample(info, "curl")).toBe(
      'curl "http://127.0.0.1:9001/cgi-bin/user/info?access_token=$ACCESS_TOKEN&openid=oA1%26b"',
    );
    expect(sample(info, "python")).toContain('"access_token": os.environ["ACCESS_TOKEN"], "openid": "oA1&b"');
    expect(sample(info, "node")).toContain("access_token=${process.env.ACCESS_TOKEN}&openid=oA1%26b");
    expect(sample(info, "java")).toContain('access_token=" + System.getenv("ACCESS_TOKEN") + "&openid=oA1%26b"');
    expect(sample(info, "go")).toContain('os.Getenv("ACCESS_TOKEN") + "&openid=oA1%26b"');
  });

  it("carries its body whole in every language", () => {
    for (const dialect of dialects) expect(sample(send, dialect)).toContain("水");
  });

  it("survives a quote in a shell", () => {
    expect(sample(send, "curl")).toContain(`"It'\\''s 水"`);
  });
});

it("JSON is laid out only where it is long", () => {
  expect(json({ a: [1, 2], b: "x" })).toBe('{"a": [1, 2], "b": "x"}');
  expect(json({ name: "x".repeat(50), other: "y".repeat(50) })).toBe(
    `{\n  "name": "${"x".repeat(50)}",\n  "other": "${"y".repeat(50)}"\n}`,
  );
});

it("the lines that changed are those between what stayed", () => {
  expect([...changedLines("a\nB\nc", "a\nb\nc")]).toEqual([1]);
  expect([...changedLines("a\nb\nx\nc", "a\nb\nc")]).toEqual([2]);
  expect([...changedLines("a\nb", "a\nb")]).toEqual([]);
  expect([...changedLines("a", "a\nb")]).toEqual([]);
});
