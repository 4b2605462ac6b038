import { expect, test } from "../support/stand";

test("a form collects what people filled in, and goes back", async ({ stage, page }) => {
  await stage.open();
  await stage.show(
    ["form", { id: "form", on: ["submit", "reset"] },
      ["checkbox-group", { id: "hobbies", name: "hobbies", on: ["change"] },
        ["label", {}, ["checkbox", { value: "chess", checked: true }], "象棋"],
        ["label", {}, ["checkbox", { value: "go" }], "围棋"],
        ["checkbox", { id: "off", value: "poker", disabled: true }, "扑克"]],
      ["radio-group", { id: "tea", name: "tea", on: ["change"] },
        ["label", { for: "green" }, "绿茶"], ["radio", { id: "green", value: "green" }],
        ["radio", { value: "red", checked: true }, "红茶"]],
      ["switch", { id: "news", name: "news", on: ["change"] }],
      ["slider", { id: "age", name: "age", value: 30, min: 0, max: 100, step: 5, on: ["change", "changing"] }],
      ["input", { id: "who", name: "who" }],
      ["textarea", { name: "memo" }]],
  );
  await page.getByText("围棋").click();
  await stage.tells("hobbies", [["change", { value: ["chess", "go"] }]], "change");
  await page.locator("#off").click({ force: true });
  await stage.tells("hobbies", []);
  await page.getByText("绿茶").click();
  await stage.tells("tea", [["change", { value: "green" }]], "change");
  await page.locator("#news").focus();
  await page.keyboard.press("Space");
  await stage.tells("news", [["=checked", true], ["change", { value: true }]]);
  await page.locator("#age").press("ArrowRight");
  await stage.tells("age", [["change", { value: 35 }]], "change");
  await page.locator("#who input").fill("李雷");
  await page.locator("wx-textarea textarea").fill("a\nb");

  await stage.method("form", "submit");
  const value = { hobbies: ["chess", "go"], tea: "green", news: true, age: 35, who: "李雷", memo: "a\nb" };
  await stage.tells("form", [["submit", { value, formId: "" }]]);
  await stage.method("form", "reset");
  await stage.method("form", "submit");
  const empty = { hobbies: [], tea: "", news: false, age: 0, who: "", memo: "" };
  await stage.tells("form", [["reset", {}], ["submit", { value: empty, formId: "" }]]);
});

test("a field takes the program's words, and never an echo that is older than what was typed", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["input", { id: "field", on: ["input"], maxlength: 5 }]);
  const control = page.locator("#field input");
  await control.pressSequentially("ab😀cd");
  await expect(control).toHaveValue("ab😀c");
  expect((await stage.heard("field", "input")).map(([, detail]) => (detail as { value: string }).value)).toEqual(["a", "ab", "ab😀", "ab😀c"]);

  // The core is still busy with "a" while "b" is typed.
  for (let answer = 0; answer < 4; answer += 1) await stage.method("field", "handled", {});
  await stage.prop("field", "value", "");
  await control.pressSequentially("ab");
  await stage.prop("field", "value", "a");
  await expect(control).toHaveValue("ab");
  await stage.method("field", "handled", {});
  await stage.method("field", "handled", { value: "AB" });
  await expect(control).toHaveValue("AB");
});

test("a composition is told when it is done", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["input", { id: "field", on: ["input", "keyboardcompositionstart", "keyboardcompositionend"] }]);
  await page.locator("#field input").click();
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send("Input.imeSetComposition", { text: "ni", selectionStart: 2, selectionEnd: 2 });
  await stage.prop("field", "value", "");
  await keyboard.send("Input.insertText", { text: "你" });
  await expect(page.locator("#field input")).toHaveValue("你");
  const types = async () => (await stage.heard("field")).map(([type]) => type);
  await expect.poll(types).toEqual(["keyboardcompositionstart", "keyboardcompositionend", "=value", "input"]);
});

test("the keyboard's key confirms; a number field takes digits only", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["input", { id: "sum", type: "number", "confirm-type": "search", on: ["confirm", "blur", "focus"] }], ["input", { id: "next", focus: true }]);
  await expect(page.locator("#next input")).toBeFocused();
  const control = page.locator("#sum input");
  await control.pressSequentially("1a2.");
  await expect(control).toHaveValue("12");
  await expect(control).toHaveAttribute("enterkeyhint", "search");
  await control.press("Enter");
  await stage.tells("sum", [
    ["focus", { value: "", height: 0 }], ["confirm", { value: "12" }], ["blur", { value: "12", cursor: 2 }],
  ], "focus", "confirm", "blur");
});

test("a textarea grows with its lines", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["textarea", { id: "memo", "auto-height": true, on: ["linechange"], style: "width: 200px" }]);
  const control = page.locator("#memo textarea");
  const before = (await control.boundingBox())?.height ?? 0;
  await control.fill("一\n二\n三");
  await expect.poll(async () => (await stage.heard("memo", "linechange")).map(([, detail]) => (detail as { lineCount: number }).lineCount)).toContain(3);
  expect((await control.boundingBox())?.height ?? 0).toBeGreaterThan(before * 2.5);
});

test("an editor puts formats on what is chosen, and lets nothing in that runs", async ({ stage, page }) => {
  await stage.open();
  await stage.show(["editor", { id: "paper", placeholder: "写点什么", on: ["ready", "statuschange"] }], ["view", { id: "tools" }, "工具"]);
  await page.locator("#paper [contenteditable]").click();
  await page.keyboard.type("hello");
  await page.keyboard.press("Shift+Home");
  await page.locator("#tools").click();
  for (const [name, value] of [["bold", undefined], ["color", "#a33228"], ["align", "center"], ["header", 2]]) await stage.method("paper", "format", name, value);
  expect(await stage.method("paper", "getContents")).toMatchObject({
    html: '<h2 style="text-align: center;"><strong><span style="color: #a33228;">hello</span></strong></h2>', text: "hello\n",
  });
  await stage.method("paper", "setContents", { html: '<p>a<script>alert(1)</script><img src="x" onerror="alert(1)"></p><ol><li>b</li></ol>' });
  expect(await stage.method("paper", "getContents")).toMatchObject({ html: "<p>a</p><ol><li>b</li></ol>" });
});
