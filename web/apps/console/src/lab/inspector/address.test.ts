import { expect, it } from "vitest";
import { addressOf } from "./address";

const call = {
  direction: "in",
  scheme: "http",
  host: "api.weixin.qq.com",
  path: "/cgi-bin/user/info",
  request: { query: "openid=o1" },
} as const;
const origin = "http://localhost:8080";

it("a call to an emulated host goes to that host's own port", () => {
  expect(addressOf(call, { "api.weixin.qq.com": 4001 }, origin)).toBe(
    "http://127.0.0.1:4001/cgi-bin/user/info?openid=o1",
  );
});

it("a host without a port is reached by the first segment of the path", () => {
  expect(addressOf(call, {}, origin)).toBe("http://localhost:8080/api.weixin.qq.com/cgi-bin/user/info?openid=o1");
});

it("a callback goes where it went", () => {
  const out = { ...call, direction: "out", scheme: "https", host: "127.0.0.1:9000", path: "/weixin" } as const;
  expect(addressOf(out, {}, origin)).toBe("https://127.0.0.1:9000/weixin?openid=o1");
});
