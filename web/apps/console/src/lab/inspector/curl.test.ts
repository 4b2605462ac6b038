import { describe, expect, it } from "vitest";
import { curl } from "./curl";

const base = {
  method: "GET",
  url: "http://127.0.0.1:4001/cgi-bin/user/info?openid=o1&lang=en",
  headers: [],
  body: "",
  isBinary: false,
};

describe("a call as curl", () => {
  it("is one line for a plain read", () => {
    expect(curl(base)).toBe("curl 'http://127.0.0.1:4001/cgi-bin/user/info?openid=o1&lang=en'");
  });

  it("sends the body byte for byte and leaves out what curl writes itself", () => {
    const headers: [string, string][] = [
      ["Host", "api.weixin.qq.com"],
      ["Content-Type", "application/json"],
      ["Content-Length", "13"],
    ];
    expect(curl({ ...base, method: "POST", headers, body: '{"a": "水"}\n' })).toBe(
      `curl '${base.url}' \\\n  -H 'Content-Type: application/json' \\\n  --data-binary '{"a": "水"}\n'`,
    );
  });

  it("keeps quotes of the body from ending the argument", () => {
    expect(curl({ ...base, method: "POST", body: "it's" })).toContain("--data-binary 'it'\\''s'");
  });

  it("names the method when it is not the usual one, and a file for bytes", () => {
    expect(curl({ ...base, method: "POST" })).toContain("-X POST");
    expect(curl({ ...base, method: "POST", body: "x", isBinary: true })).toContain("--data-binary @body.bin");
  });

  it("has names in the place of secrets that were not recorded", () => {
    const headers: [string, string][] = [["authorization", "(hidden)"]];
    expect(curl({ ...base, url: "http://127.0.0.1:4001/a?access_token=(hidden)&openid=1", headers })).toBe(
      "curl 'http://127.0.0.1:4001/a?access_token=ACCESS_TOKEN&openid=1'",
    );
  });
});
