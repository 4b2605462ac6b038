import { describe, expect, test } from "vitest";
import { compileTemplate } from "./templates";
import { compiled, received } from "./testing/programs";
import { prepared } from "./wxml";

function complaints(source: string): string[] {
  return compileTemplate("a", "a.wxml", source).problems.map((one) => `${one.severity} ${one.line}:${one.column} ${one.what}`);
}

describe("what people write", () => {
  test("old and loose spellings mean what they mean in WeChat", () => {
    expect(prepared(`<view wx:for-items="{{l}}"  bind:tap = 'f' wx:key="{{item.id}}"/>`).text).toBe(`<view       wx:for="{{l}}"    bind:tap='f' wx:key="id"/>`);
    expect(prepared(`<a wx:key="{{item}}" b="{{c}}"/>`).text).toBe(`<a wx:key="*this" b="{{c}}"/>`);
    expect(complaints(`<view wx:for-items="{{l}}" wx:for-item="i" wx:key="{{i.id}}" class= "a">{{ i.a < 2 ? 'x>' : "y" }}</view>`)).toEqual([]);
  });

  test("handlers of built-in elements get their colon", () => {
    const [view, own] = [`<view bindtap="a" capture-catchtouchmove="{{m.b}}" catchtap=""/>`, `<x-a bindtap="a" bind:b="c"/>`];
    expect(prepared(view + own).text).toBe(`<view bind:tap="a" capture-catch:touchmove="{{m.b}}" catch:tap=""/>${own}`);
  });

  test("a tag in a value or a comment is no tag", () => {
    const found = prepared(`<x-a md="<wxs src='b.wxs' module='b'/><x-c/>"/><!-- <x-d/> --><view>{{ a <x-e }}</view>`);
    expect(found).toMatchObject({ tags: ["x-a", "view"], external: [] });
  });

  test("tags given to generics are used", () => {
    expect(prepared(`<x-a generic:row="x-row"/>`).tags).toEqual(["x-a", "x-row"]);
  });
});

describe("what is told", () => {
  test("a broken expression is an error with its place", () => {
    expect(complaints("<view>\n  <text a='{{ b + }}'/></view>")).toEqual(["error 2:19 Unexpected character inside expression."]);
  });

  test("inline WXS tells the line of the template", () => {
    expect(complaints("<view/>\n<wxs module='m'>\nvar a = new Date()\n</wxs>")).toEqual(['error 3:9 WXS has no "new".']);
  });

  test("a missing import names the place", () => {
    const program = compiled({ "pages/one.wxml": "<view/>\n<import src='gone.wxml'/>" });
    expect(program.complaints()).toEqual(['pages/one.wxml:2 There is no template "pages/gone.wxml".']);
  });
});

describe("templates of a package", () => {
  test("are made when they are asked for, each by itself", () => {
    const program = compiled({
      "app.json": { pages: ["pages/one", "pages/two"] },
      "pages/one.wxml": '<import src="../t/row"/><include src="/t/foot.wxml"/><template is="row" data="{{a}}"/>',
      "t/row.wxml": '<template name="row"><text>{{a}}</text></template>',
      "t/foot.wxml": "<view/>",
      "pages/two.js": "",
      "pages/two.wxml": "<wxs module='m'>throw 'no'</wxs><view>{{m.a}}</view>",
    });
    const main = received(program);
    expect([...main.made.keys()].sort()).toEqual(["pages/one", "pages/two", "t/foot", "t/row"]);
    expect((main.templates["pages/one"] as (name: string) => unknown)("")).toBeTypeOf("function");
    expect(() => main.templates["pages/two"]).toThrow("no");
  });
});
