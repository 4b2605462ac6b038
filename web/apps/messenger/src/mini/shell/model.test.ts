import { describe, expect, it, vi } from "vitest";
import { isDark, safeColour, wordColour } from "./colours";
import { ShellModel } from "./model";

const navigation = {
  page: 1, title: "Pizza", backgroundColor: "#FFF", textStyle: "black" as const, loading: false, custom: false, canGoBack: false, homeButton: false,
  menus: { share: true, timeline: false, favorite: false },
};
const item = { pagePath: "pages/a", text: "A" };
const tabs = {
  custom: false, visible: true, hiddenByProgram: false, selected: 0, position: "bottom" as const, color: "#888888", selectedColor: "blue",
  backgroundColor: "white", borderStyle: "black", items: Array.from({ length: 9 }, () => item),
};
const error = { message: "x is undefined", stack: "", page: "pages/a", kind: "script" as const };

function aShell() {
  const around = { exit: vi.fn(), open: vi.fn(), container: () => ({ width: 390, height: 844 }) };
  return { shell: new ShellModel(around), around };
}

describe("the shell of a program", () => {
  it("follows the program's wishes, but takes no colour that is none", () => {
    const { shell } = aShell();
    shell.navigation({ ...navigation, backgroundColor: "red; background: url(//evil)" });
    expect(shell.snapshot().navigation).toMatchObject({ title: "Pizza", backgroundColor: "", textStyle: "black" });
    shell.navigation(navigation);
    expect(shell.snapshot().navigation.backgroundColor).toBe("#fff");
  });

  it("tells the frame's size from what the bars leave", () => {
    const { shell } = aShell();
    shell.navigation(navigation);
    expect(shell.screen()).toMatchObject({ windowWidth: 390, windowHeight: 792, screenHeight: 844 });
    shell.tabBar(tabs);
    expect(shell.screen().windowHeight).toBe(738);
    shell.tabBar({ ...tabs, hiddenByProgram: true });
    shell.navigation({ ...navigation, custom: true });
    expect(shell.screen().windowHeight).toBe(844);
    expect(shell.capsule()).toEqual({ left: 287, right: 380, top: 9, bottom: 43, width: 93, height: 34 });
  });

  it("has at most five tabs, and shows what broke for good", () => {
    const { shell } = aShell();
    shell.tabBar(tabs);
    expect(shell.snapshot().tabBar).toMatchObject({ selectedColor: "", backgroundColor: "#ffffff" });
    expect(shell.snapshot().tabBar?.items).toHaveLength(5);
    shell.broken({ message: "no app.js", stack: "" });
    shell.ready();
    expect(shell.snapshot().phase).toBe("broken");
  });

  it("counts an error that comes again, and keeps the last lines", () => {
    const { shell } = aShell();
    for (let turn = 0; turn < 3; turn++) shell.scriptError(error);
    for (let turn = 0; turn < 250; turn++) shell.console({ level: "log", args: [turn, { a: 1 }] });
    expect(shell.consoleSnapshot().errors).toEqual([{ ...error, times: 3 }]);
    expect(shell.consoleSnapshot().lines).toHaveLength(200);
    expect(shell.consoleSnapshot().lines.at(-1)?.text).toBe('249 {"a":1}');
  });
});

it("only plain colours are colours, and dark ones are known", () => {
  expect(safeColour("#1A2b3C")).toBe("#1a2b3c");
  expect(safeColour("black")).toBe("#000000");
  expect(safeColour("#12345")).toBe("");
  expect([isDark("#000"), isDark("#a33228"), isDark("#fff"), isDark("#f6c343")]).toEqual([true, true, false, false]);
});

it("words on a card keep a colour that can be read there, and the platform's own defaults are none", () => {
  expect(wordColour("#576B95", "#ffffff")).toBeUndefined();
  expect(wordColour("#e64340", "#ffffff")).toBe("#e64340");
  expect(wordColour("#112233", "#1b1f22")).toBeUndefined();
  expect(wordColour("#ffff00", "#ffffff")).toBeUndefined();
});
