import { describe, expect, it } from "vitest";
import { linkInText, programAt, programInText, programPath, splitPath } from "./address";

const APP = "wx0123456789abcdef";

describe("a link that a program's server had made", () => {
  it("is known in each of its forms", () => {
    const origin = "http://lane.localhost:8080";
    for (const text of ["weixin://dl/business/?t=aB3", " #小程序://Tea House/aB3\n", `${origin}/wxaurl/aB3`]) expect(linkInText(text, origin)).toBe("/wxaurl/aB3");
    for (const text of ["weixin://dl/business/?appid=wx1", "http://elsewhere/wxaurl/aB3", `${origin}/wxaurl/a/b`, "tea"]) expect(linkInText(text, origin)).toBeNull();
  });
});

describe("where a program lives", () => {
  it("is read as it was written", () => {
    const place = { appId: APP, path: "pages/menu/menu?table=7&who=李雷", scene: 1011, version: "trial" as const };
    const [path, search] = programPath(place).split("?") as [string, string];
    expect(programAt(path, search)).toEqual(place);
  });

  it("begins at the first page, in the released version, from the list", () => {
    expect(programPath({ appId: APP })).toBe(`/mini/${APP}`);
    expect(programAt(`/mini/${APP}`, "")).toEqual({ appId: APP, path: "", scene: 1001, version: "release" });
  });

  it("is nothing that has no appid, and takes no odd version or scene", () => {
    expect(programAt(`/mini/${APP}`, "version=develop")).toMatchObject({ version: "develop" });
    expect(programAt("/mini/mine", "")).toBeNull();
    expect(programAt(`/mini/${APP}/x`, "")).toBeNull();
    expect(programAt(`/mini/${APP}`, "v=../../etc&scene=1e9")).toMatchObject({ version: "release", scene: 1001 });
  });
});

describe("a code or a link", () => {
  const origin = "https://lane.example";

  it("names a program under the messenger's own address, and under no other", () => {
    expect(programInText(`${origin}/mini/${APP}?path=pages/a`, origin)).toEqual({ appId: APP, path: "pages/a", scene: 1011, version: "release" });
    expect(programInText(`https://evil.example/mini/${APP}`, origin)).toBeNull();
    expect(programInText("pizza", origin)).toBeNull();
  });

  it("names a program by the platform's plain scheme", () => {
    const scheme = `weixin://dl/business/?appid=${APP}&path=pages/a/a&query=${encodeURIComponent("id=3&n=x")}&env_version=trial`;
    expect(programInText(scheme, origin)).toEqual({ appId: APP, path: "pages/a/a?id=3&n=x", scene: 1069, version: "trial" });
    expect(programInText("weixin://dl/business/?t=secret", origin)).toBeNull();
  });
});

it("a page's query is what its onLoad gets", () => {
  expect(splitPath("/pages/a/a.html?id=3&name=%E6%9D%8E")).toEqual({ page: "pages/a/a", query: { id: "3", name: "%E6%9D%8E" } });
  expect(splitPath("pages/a/a")).toEqual({ page: "pages/a/a", query: {} });
  expect(splitPath("pages/a/a?code=3==x&none&url=/b?c=1")).toEqual({ page: "pages/a/a", query: { code: "3", none: "", url: "/b" } });
});
