import { describe, expect, it } from "vitest";
import { pretty } from "./pretty";

describe("a body made readable", () => {
  it("indents JSON and keeps broken JSON as it came", () => {
    expect(pretty('{"a":[1]}')).toEqual({ language: "json", text: '{\n  "a": [\n    1\n  ]\n}' });
    expect(pretty('{"a":')).toEqual({ language: "text", text: '{"a":' });
  });

  it("puts each element of a message on its own line", () => {
    expect(pretty("<xml><ToUserName><![CDATA[gh_1]]></ToUserName><A><B>1</B></A><C/></xml>").text).toBe(
      [
        "<xml>",
        "  <ToUserName><![CDATA[gh_1]]></ToUserName>",
        "  <A>",
        "    <B>1</B>",
        "  </A>",
        "  <C/>",
        "</xml>",
      ].join("\n"),
    );
  });

  it("does not repair what is wrong", () => {
    expect(pretty("<xml><A>1</xml>").text).toBe("<xml>\n  <A>1</xml>");
  });

  it("leaves words alone", () => {
    expect(pretty("success")).toEqual({ language: "text", text: "success" });
  });
});
