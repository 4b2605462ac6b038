import { describe, expect, test } from "vitest";
import { listed, parseHtml, withoutEntities } from "./html";
import type { RichNode } from "./html";
import { decoded, spaced, withLineFeeds } from "./text";

function outline(nodes: RichNode[]): string {
  return nodes.map((node) => (node.type === "text" ? node.text : `${node.name}(${outline(node.children)})`)).join(" ");
}

describe("html of a rich text", () => {
  test("is read into nodes with their attributes", () => {
    const [div] = parseHtml(`<div class="a b" style='color:red' width=3 hidden>x<br>y</div>`);
    expect(div).toEqual({
      type: "node", name: "div", attrs: { class: "a b", style: "color:red", width: "3", hidden: "" },
      children: [{ type: "text", text: "x" }, { type: "node", name: "br", attrs: {}, children: [] }, { type: "text", text: "y" }],
    });
  });

  test("forgives what was left open or closed twice", () => {
    expect(outline(parseHtml("<p>a<p>b</p></b>c<i>d"))).toBe("p(a) p(b) c i(d)");
    expect(outline(parseHtml("<ul><li>1<li>2</ul>3"))).toBe("ul(li(1) li(2)) 3");
    expect(outline(parseHtml("1 < 2 && 3 > 2"))).toBe("1 < 2 && 3 > 2");
  });

  test("keeps no script, no comment and no hidden text", () => {
    expect(outline(parseHtml(`a<script>if (1 < 2) alert("</p>")</script>b<!-- <b>c</b> --><style>x{}</style><iframe src=x>d</iframe>e`))).toBe("a b e");
    expect(outline(parseHtml("a<script>never closed"))).toBe("a");
  });

  test("knows the trusted elements and their attributes only", () => {
    for (const name of ["script", "iframe", "style", "object", "embed", "svg", "math", "form", "input", "link", "meta", "base", "video"]) {
      expect(listed(name)).toBeUndefined();
    }
    expect(listed("a")?.has("href")).toBe(false);
    expect(listed("img")?.has("onerror")).toBe(false);
    expect(listed("img")?.has("src")).toBe(true);
  });

  test("knows named and numbered characters", () => {
    expect(withoutEntities("&lt;b&gt; &amp;nbsp; &#20320;&#x597d; &unknown;")).toBe("<b> &nbsp; 你好 &unknown;");
    expect(withoutEntities("&#x110000;")).toBe("");
  });
});

describe("a text", () => {
  test("decodes only what the platform names", () => {
    expect(decoded("a&nbsp;&lt;&gt;&amp;&apos;&ensp;&copy;")).toBe("a\u00a0<>&'\u2002&copy;");
  });

  test("widens its spaces", () => {
    expect(spaced("a b", "emsp")).toBe("a\u2003b");
    expect(spaced("a b", "")).toBe("a b");
  });

  test("breaks at a written line feed", () => {
    expect(withLineFeeds("a\\nb")).toBe("a\nb");
  });
});
