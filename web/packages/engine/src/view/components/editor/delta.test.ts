import { describe, expect, test } from "vitest";
import { parseHtml } from "../content/html";
import { linesOf, plainText, readDelta, readNodes, writeHtml } from "./delta";

const read = (html: string) => readNodes(parseHtml(html));

describe("HTML becomes a delta", () => {
  test("lines and formats", () => {
    expect(read("<h1>题</h1><p>一<strong>二<em>三</em></strong></p>")).toEqual([
      { insert: "题" },
      { insert: "\n", attributes: { header: 1 } },
      { insert: "一" },
      { insert: "二", attributes: { bold: true } },
      { insert: "三", attributes: { bold: true, italic: true } },
      { insert: "\n" },
    ]);
  });

  test("styles of a span and of a line", () => {
    expect(read('<p style="text-align:center;line-height:2"><span style="color:#f00;font-size:20px">红</span></p>')).toEqual([
      { insert: "红", attributes: { color: "#f00", fontSize: "20px" } },
      { insert: "\n", attributes: { align: "center", lineHeight: "2" } },
    ]);
  });

  test("lists, dividers, images and empty lines", () => {
    expect(read('<ol><li>a</li><li>b</li></ol><hr><p><br></p><p><img src="https://x.example/a.png" width="80%"></p>')).toEqual([
      { insert: "a" },
      { insert: "\n", attributes: { list: "ordered" } },
      { insert: "b" },
      { insert: "\n", attributes: { list: "ordered" } },
      { insert: { divider: true } },
      { insert: "\n" },
      { insert: "\n" },
      { insert: { image: "https://x.example/a.png" }, attributes: { width: "80%" } },
      { insert: "\n" },
    ]);
  });

  test("nothing that runs or loads comes through", () => {
    const hostile = `<p onclick="x()">a<script>alert(1)</script><img src="javascript:alert(1)" onerror="x()"><iframe src="//evil"></iframe>
      <span style="background-image:url(//evil);color:red;position:fixed;width:expression(x)">b</span><a href="javascript:x()">c</a></p>`;
    const html = writeHtml(read(hostile));
    expect(html).toBe('<p>a <span style="color: red;">b</span>c</p>');
  });

  test("nothing at all is one empty line", () => expect(read("")).toEqual([{ insert: "\n" }]));
});

describe("a delta becomes HTML", () => {
  test("and the same delta again", () => {
    for (const html of [
      "<p>一<strong>二</strong></p>",
      "<h2>t</h2><p><br></p>",
      "<ol><li>a</li><li><em>b</em></li></ol><ul><li>c</li></ul>",
      '<ul data-checked="true"><li>done</li></ul><ul data-checked="false"><li>open</li></ul>',
      '<p style="text-align: right;"><s>x</s><sub>2</sub><u><span style="color: #0e6b67;">y</span></u></p><hr><p>&lt;b&gt; &amp; &quot;</p>',
      '<p data-indent="2">in</p>',
    ]) {
      expect(writeHtml(read(html))).toBe(html);
    }
  });

  test("text keeps its lines", () => {
    expect(plainText(read("<p>a</p><p>b<img src='/i.png'></p>"))).toBe("a\nb\n");
    expect(linesOf([{ insert: "a\nb\n" }, { insert: "c" }])).toHaveLength(3);
  });
});

test("a delta of the program is read with care", () => {
  const given = { ops: [{ insert: "a", attributes: { bold: true, color: "red;position:fixed", x: {} } }, { insert: { image: "javascript:x" } }, { insert: { video: "x" } }, { retain: 3 }, { insert: "\n" }] };
  expect(readDelta(given)).toEqual([{ insert: "a", attributes: { bold: true } }, { insert: "\n" }]);
  expect([readDelta(null), readDelta("x"), readDelta([{ insert: "b" }])]).toEqual([[], [], [{ insert: "b" }]]);
});
