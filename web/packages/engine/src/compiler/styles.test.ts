import { describe, expect, test } from "vitest";
import { rewriteSelectors } from "./selectors";
import { compiled } from "./testing/programs";
import { withLastFont, withoutRpx } from "./styles";

const COMPONENT = { "pages/one.json": { usingComponents: { "x-a": "/parts/a" } }, "parts/a.json": { component: true }, "parts/a.js": "Component({})", "parts/a.wxml": "<view class='x'/>" };

function tight(css: string): string {
  return css.replace(/\s+/g, " ").trim();
}

describe("how far selectors reach", () => {
  const page = (selector: string): string => tight(rewriteSelectors(selector, { limit: ":where(.page-c1)" }).text);
  const inside = (selector: string): string => tight(rewriteSelectors(selector, { limit: "", scope: "c1" }).text);

  test("a page's sheet reaches its own page", () => {
    expect(page(".a > view.b, #c")).toBe(":where(.page-c1) .a>wx-view.b, :where(.page-c1) #c");
    expect(page("page")).toBe("wx-page:where(.page-c1)");
    expect(page("page view:first-child::after")).toBe("wx-page:where(.page-c1) wx-view:first-child::after");
    expect(page("input[type='a b']:not(.x, text)")).toBe(":where(.page-c1) wx-input[type='a b']:not(.x,wx-text)");
    expect(page(".a:nth-child( 2n + 1 )  .b")).toBe(":where(.page-c1) .a:nth-child( 2n + 1 ) .b");
  });

  test("a component's classes carry its prefix", () => {
    expect(inside(".a .b.c")).toBe(".c1--a .c1--b.c1--c");
    expect(inside(".a:not(.b)::before")).toBe(".c1--a:not(.c1--b)::before");
    expect(inside(":host")).toBe(".c1--host");
    expect(inside(":host(.on) .a")).toBe(".c1--host.c1--on .c1--a");
    expect(inside(".sm\\:a")).toBe(".c1--sm\\:a");
    expect(inside(".wx-switch-input")).toBe(".wx-switch-input");
  });

  test("its tags, ids and attributes count inside it alone", () => {
    expect(rewriteSelectors("view .a", { limit: "", scope: "c1" })).toEqual({ text: "wx-view:where(.c1--in) .c1--a", usesMark: true });
    expect(inside("#a::after")).toBe("#a:where(.c1--in)::after");
    expect(inside("[hidden]")).toBe("[hidden]:where(.c1--in)");
    expect(inside("*")).toBe("*:where(.c1--in)");
    expect(rewriteSelectors(".a", { limit: "", scope: "c1" }).usesMark).toBe(false);
  });
});

describe("sheets", () => {
  test("rpx is a share of the width", () => {
    expect(withoutRpx("750rpx -1.5rpx calc(100% - .5RPX) 'a 1rpx' url(1rpx.png)")).toBe("100vw -0.2vw calc(100% - 0.06667vw) 'a 1rpx' url(1rpx.png)");
  });

  test("a list of fonts ends in one that every machine has", () => {
    expect(withLastFont("font-family", "PingFang SC, 'Microsoft YaHei'")).toBe("PingFang SC, 'Microsoft YaHei', sans-serif");
    for (const whole of ["Songti SC, serif", "inherit", "var(--font)", "a, ui-monospace"]) expect(withLastFont("font-family", whole)).toBe(whole);
    expect(withLastFont("font", "bold 14px/1.5 PingFang SC")).toBe("bold 14px/1.5 PingFang SC, sans-serif");
    expect(withLastFont("font", '12px"PingFang SC"')).toBe('12px"PingFang SC", sans-serif');
    for (const whole of ["normal 14px", "caption", "14px/20px sans-serif"]) expect(withLastFont("font", whole)).toBe(whole);
    const { styles } = compiled({ "app.wxss": "@font-face { font-family: icons; src: url(data:font/woff2;base64,AA==) } .x { font-family: icons !important }" });
    expect(tight(styles(""))).toBe("@font-face { font-family: icons; src: url(data:font/woff2;base64,AA==) } :where(.page) .x { font-family: icons, sans-serif !important }");
  });

  test("the program's sheet reaches every page, imports are put in place", () => {
    const program = compiled({ "app.wxss": '@import "a/b"; .x { color: red }', "a/b.wxss": "@import 'c.wxss'; .y { background: url(../i/p.png) }", "a/c.wxss": "page { width: 75rpx }" });
    expect(tight(program.styles(""))).toBe(':where(.page) .x { color: red }'.replace(/^/, 'wx-page:where(.page) { width: 10vw } :where(.page) .y { background: url("@@/i/p.png") } '));
  });

  test("a component is isolated unless it says otherwise", () => {
    const isolated = compiled({ ...COMPONENT, "parts/a.wxss": ".x { color: red } view { top: 0 }" });
    const { scope, marks } = isolated.manifest.components["parts/a"] ?? { scope: "" };
    expect(tight(isolated.styles("parts/a"))).toBe(`.${scope}--x { color: red } wx-view:where(.${scope}--in) { top: 0 }`);
    expect(marks).toBe(true);
    const shared = compiled({ ...COMPONENT, "parts/a.js": "Component({ options: { styleIsolation: 'shared' } })", "parts/a.wxss": ".x { color: red }" });
    expect(shared.manifest.components["parts/a"]?.isolation).toBe("shared");
    expect(tight(shared.styles("parts/a"))).toBe(`:where(.page-${scope}) .x { color: red }`);
  });

  test("keyframes keep their steps, media queries their rules", () => {
    const program = compiled({ "pages/one.wxss": "@keyframes a { from { top: 75rpx } 50.5% { top: 0 } } @media (min-width: 750rpx) { .a { top: 0 } }" });
    const { scope } = program.manifest.components["pages/one"] ?? { scope: "" };
    expect(tight(program.styles("pages/one"))).toBe(`@keyframes a { from { top: 10vw } 50.5% { top: 0 } } @media (min-width: 100vw) { :where(.page-${scope}) .a { top: 0 } }`);
  });

  test("rules inside of rules are limited once", () => {
    const program = compiled({ "pages/one.wxss": ".a { .b { top: 0 } &.c view { top: 0 } }" });
    const { scope } = program.manifest.components["pages/one"] ?? { scope: "" };
    expect(tight(program.styles("pages/one"))).toBe(`:where(.page-${scope}) .a { .b { top: 0 } &.c wx-view { top: 0 } }`);
  });

  test("addresses elsewhere go through the proxy", () => {
    const program = compiled({ "pages/one.wxss": ".a { background: url(https://a.b/c.png?d) } @font-face { font-family: f; src: url('//a.b/f.woff') } .b { background: url(data:x) }" });
    expect(program.styles("pages/one")).toContain('url("@@image:https%3A%2F%2Fa.b%2Fc.png%3Fd")');
    expect(program.styles("pages/one")).toContain('url("@@font:https%3A%2F%2Fa.b%2Ff.woff")');
    expect(program.styles("pages/one")).toContain("url(data:x)");
  });

  test("Less and Sass become CSS, their parts are found beside them", () => {
    const program = compiled({
      "pages/one.less": "@import './base'; @c: red; .a { .b { color: @c; width: @w } }",
      "pages/base.less": "@w: 10rpx * 2; .in { top: 0 }",
      "app.scss": "@use '../parts/colours' as *; @import 'x.wxss'; .a { &:hover { color: $c } }".replace("../", "./"),
      "parts/_colours.scss": "$c: blue;",
      "x.wxss": ".x { left: 0 }",
    });
    expect(program.complaints()).toEqual([]);
    expect(tight(program.styles("pages/one"))).toMatch(/\.in \{ top: 0; \} .*\.a \.b \{ color: red; width: 2\.66667vw; \}/);
    expect(tight(program.styles(""))).toBe(":where(.page) .x { left: 0; } :where(.page) .a:hover { color: blue; }");
  });

  test("no sheet reads or runs what isn't its own", () => {
    const bad = ['@import "/etc/passwd"; .a { top: 0 }', '@import "../../../../../../etc/passwd";', '@plugin "x"; .a { top: 0 }', '@plugi "x";', '@import (less) "http://127.0.0.1:1/x";', ".a { width: `process.pid` }"];
    for (const source of bad) {
      const program = compiled({ "pages/one.less": source, "pages/x.js": "throw 1" });
      expect(program.manifest.problems.map((one) => one.severity), source).toContain("error");
    }
    const fromSass = compiled({ "pages/one.scss": '@use "file:///etc/passwd";' });
    expect(fromSass.manifest.problems[0]?.severity).toBe("error");
  });

  test("a broken sheet says where, and stays empty", () => {
    const program = compiled({ "pages/one.wxss": ".a {\n  color: red", "app.wxss": "// a note\n.b { top: 0 }" });
    expect(program.complaints()).toEqual(["pages/one.wxss:1 This style sheet can't be read: Unclosed block."]);
    expect(program.styles("")).toContain(".b");
  });

  test("a sheet missing in Less is named", () => {
    const program = compiled({ "pages/one.less": ".a { top: 0 }\n@import 'gone';" });
    expect(program.complaints()).toEqual(['pages/one.less:2 This style sheet can\'t be read: there is no style sheet "gone".']);
  });

  test("a missing import is told, the rest stays", () => {
    const program = compiled({ "pages/one.wxss": '@import "gone.wxss";\n.a { top: 0 }' });
    expect(program.complaints()).toEqual(['pages/one.wxss:1 There is no style sheet "gone.wxss".']);
    expect(program.styles("pages/one")).toContain(".a");
  });
});
