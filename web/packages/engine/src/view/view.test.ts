import { describe, expect, test } from "vitest";
import { Addresses } from "./addresses";
import { keyframe, transformPart } from "./animate";
import { crossed, intersection, ratio, within } from "./geometry";
import { damped, PullModel } from "./pull";
import { EndWatch } from "./scroller";
import { schemed } from "./sheets";
import { lengthPx, safeStyle, withFiles, withoutRpx } from "./style";
import { joined } from "./wxs/modules";

describe("style texts", () => {
  test("have no rpx left", () => {
    expect(withoutRpx("width: 750rpx; margin:-15rpx .75rpx;transform:translate(75rpx,calc(1px + 7.5rpx))")).toBe(
      "width: 100vw; margin:-2vw 0.1vw;transform:translate(10vw,calc(1px + 1vw))",
    );
    expect(withoutRpx("width: 10px")).toBe("width: 10px");
  });

  test("find the program's files, and nothing else", () => {
    const resolve = (source: string): string => (source.startsWith("/") ? `https://a.test${source}` : "");
    expect(withFiles("background: url(@@/i/a.png) no-repeat", resolve)).toBe('background: url("https://a.test/i/a.png") no-repeat');
    expect(safeStyle(`background:URL( "javascript:x" )`, resolve)).toBe("background:none");
    expect(safeStyle(`background:url('/a".png')`, resolve)).toBe('background:url("https://a.test/a%22.png")');
  });

  test("measure lengths of a frame", () => {
    expect(lengthPx("20rpx", 375)).toBe(10);
    expect(lengthPx(12, 375)).toBe(12);
    expect(lengthPx("12", 375)).toBe(12);
    expect(lengthPx("auto", 375, 7)).toBe(7);
  });

  test("follow the messenger's lamp", () => {
    const css = "@media (prefers-color-scheme: dark) { a {} } @media (prefers-color-scheme:light) { b {} }";
    expect(schemed(css, true)).toBe("@media (min-width: 0px) { a {} } @media (max-width: 0px) { b {} }");
    expect(schemed(css, false)).toBe("@media (max-width: 0px) { a {} } @media (min-width: 0px) { b {} }");
  });
});

describe("addresses", () => {
  const files: Record<string, string> = { "wxfile://usr/a.png": "blob:1" };
  const book = new Addresses({ assetBase: "https://m.test/files/d1/", proxyBase: "https://m.test/proxy/t/", file: async (path) => files[path] ?? "" });

  test("of the program's own files stay inside its folder", () => {
    expect(book.resolve("/images/a b.png")).toBe("https://m.test/files/d1/images/a%20b.png");
    expect(book.resolve("../img/a.png", "image", "/pages/x/x")).toBe("https://m.test/files/d1/pages/img/a.png");
    expect(book.resolve("../../../../../etc/a.png", "image", "/pages/x/x")).toBe("https://m.test/files/d1/etc/a.png");
  });

  test("elsewhere go through the proxy", () => {
    expect(book.resolve("https://x.test/a.png?b=1")).toBe("https://m.test/proxy/t/image?url=https%3A%2F%2Fx.test%2Fa.png%3Fb%3D1");
    expect(book.resolve("//x.test/f.woff", "font")).toBe("https://m.test/proxy/t/font?url=https%3A%2F%2Fx.test%2Ff.woff");
  });

  test("of other kinds are refused", () => {
    expect(book.resolve("javascript:alert(1)")).toBe("");
    expect(book.resolve("data:text/html,<b>")).toBe("");
    expect(book.resolve("data:image/png;base64,AA")).toBe("data:image/png;base64,AA");
    expect(book.resolve("")).toBe("");
  });

  test("of kept files are asked for once and known afterwards", async () => {
    expect(book.resolve("wxfile://usr/a.png")).toBe("");
    expect(await book.load("wxfile://usr/a.png")).toBe("blob:1");
    expect(book.resolve("wxfile://usr/a.png")).toBe("blob:1");
    expect(await book.load("http://tmp/none.png")).toBe("");
  });
});

describe("the end of a page", () => {
  test("is told once on the way down, and again when the page grew", () => {
    const watch = new EndWatch(50);
    expect(watch.moved({ top: 100, height: 500, whole: 1000 })).toBe(false);
    expect(watch.moved({ top: 460, height: 500, whole: 1000 })).toBe(true);
    expect(watch.moved({ top: 480, height: 500, whole: 1000 })).toBe(false);
    expect(watch.moved({ top: 470, height: 500, whole: 1000 })).toBe(false);
    expect(watch.moved({ top: 500, height: 500, whole: 1040 })).toBe(true);
    watch.moved({ top: 0, height: 500, whole: 1040 });
    expect(watch.moved({ top: 520, height: 500, whole: 1040 })).toBe(true);
  });
});

describe("a pull", () => {
  test("beyond its threshold refreshes, less returns", () => {
    const pull = new PullModel(50);
    pull.begin(0, 0, true);
    expect(pull.move(0, 3, true)).toBe(false);
    expect(pull.move(0, 20, true)).toBe(true);
    pull.move(0, 40, true);
    expect(pull.end()).toBe("return");
    pull.begin(0, 0, true);
    pull.move(0, 10, true);
    pull.move(0, 150, true);
    expect(pull.phase).toBe("ready");
    expect(pull.end()).toBe("refresh");
    expect(pull.offset).toBe(50);
    pull.begin(0, 0, true);
    expect(pull.move(0, 100, true)).toBe(false);
    pull.rest();
    expect(pull.phase).toBe("rest");
  });

  test("is none sideways, upwards, or below the top", () => {
    const pull = new PullModel();
    pull.begin(0, 0, true);
    expect(pull.move(30, 10, true)).toBe(false);
    expect(pull.move(30, 100, true)).toBe(false);
    pull.begin(0, 0, false);
    expect(pull.move(0, 100, true)).toBe(false);
    expect(pull.end()).toBe("none");
  });

  test("grows heavier", () => {
    expect(damped(10)).toBeGreaterThan(8);
    expect(damped(400) - damped(300)).toBeLessThan(damped(110) - damped(10));
  });
});

describe("boxes", () => {
  const box = (left: number, top: number, right: number, bottom: number): { left: number; top: number; right: number; bottom: number } => ({
    left, top, right, bottom,
  });

  test("share what they share", () => {
    expect(intersection(box(0, 0, 10, 10), box(5, 5, 20, 20))).toEqual(box(5, 5, 10, 10));
    expect(intersection(box(0, 0, 10, 10), box(11, 0, 20, 10))).toBeNull();
    expect(ratio(box(5, 5, 10, 10), box(0, 0, 10, 10))).toBe(0.25);
    expect(within(box(0, 0, 10, 10), box(-2, 5, 0, 1))).toEqual(box(2, -5, 10, 11));
  });

  test("cross thresholds in both directions", () => {
    expect(crossed(0, 0.6, [0.5], true, false)).toBe(true);
    expect(crossed(0.6, 0.4, [0.5], true, false)).toBe(true);
    expect(crossed(0.6, 0.7, [0.5], true, false)).toBe(false);
    expect(crossed(0.2, 0, [0], false, false)).toBe(true);
    expect(crossed(0, 0, [0], false, true)).toBe(false);
    expect(crossed(0, 0.3, [0], true, true)).toBe(true);
  });
});

describe("animations", () => {
  test("speak the browser's language", () => {
    expect(transformPart("translate", [10, "20rpx"])).toBe("translate(10px, 2.66667vw)");
    expect(transformPart("rotate3d", [0, 0, 1, 45])).toBe("rotate3d(0, 0, 1, 45deg)");
    expect(transformPart("scale", [2])).toBe("scale(2)");
    expect(keyframe({ opacity: 0.5, rotate: 90, left: 5, ease: "ease-in", offset: 0.3, backgroundColor: "red" })).toEqual({
      opacity: "0.5", transform: "rotate(90deg)", left: "5px", easing: "ease-in", offset: 0.3, backgroundColor: "red",
    });
  });
});

test("WXS modules find each other by relative paths", () => {
  expect(joined("../a.wxs", "pages/b/b.wxs")).toBe("pages/a.wxs");
  expect(joined("./t.wxs", "pages/b/b#tools")).toBe("pages/b/t.wxs");
  expect(joined("/utils/t.wxs", "pages/b/b#tools")).toBe("utils/t.wxs");
});
