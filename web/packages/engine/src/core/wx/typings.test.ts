/** Names and kinds against the platform's own typings: a function is a function, an object has the members it should. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { running } from "../../host/testing/running";
import type { Running } from "../../host/testing/running";
import { onePage } from "../testing/compiled";
import { IntersectionObserver, NodesRef, SelectorQuery } from "./query";
import { SocketTask } from "./sockets";

const text = readFileSync(new URL("../../../../../node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts", import.meta.url), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");

/** Members of an interface of the typings, with whether each is a function. */
function members(name: string): Map<string, boolean> {
  const start = text.search(new RegExp(`^    interface ${name}(?:<[^{]*>)?(?: extends [^{]*)? \\{`, "m"));
  const body = text.slice(text.indexOf("{", start) + 1, text.indexOf("\n    }", start));
  return new Map([...body.matchAll(/^ {8}(?:readonly )?(\w+)\??([<(:])/gm)].map(([, member = "", mark]) => [member, mark !== ":"]));
}

let program: Running;

beforeAll(async () => {
  program = await running(onePage({ wxml: "<view/>", js: "Page({ data: { cloud: typeof wx.cloud } })" }));
});

afterAll(() => program.program.close());

test("every name of the typings is there, and is what they say", () => {
  const known = members("Wx");
  expect(known.size).toBeGreaterThan(450);
  const lacking = [...known].filter(([name, isFunction]) => (isFunction ? typeof program.wx[name] !== "function" : program.wx[name] === undefined)).map(([name]) => name);
  expect(lacking).toEqual([]);
});

test("nothing is offered that the platform does not have", () => {
  const known = members("Wx");
  // Programs still call these; the typings have dropped them, or put them on other objects.
  const old = ["createContext", "drawCanvas", "version", "cloud", "saveFile", "getSavedFileList", "getSavedFileInfo", "getFileInfo", "removeSavedFile", "createMediaQueryObserver"];
  expect(Object.keys(program.wx).filter((name) => !known.has(name) && !old.includes(name))).toEqual([]);
});

const OBJECTS: [string, () => object, string[]][] = [
  ["FileSystemManager", () => program.now("getFileSystemManager") as object, []],
  ["InnerAudioContext", () => program.now("createInnerAudioContext") as object, []],
  ["BackgroundAudioManager", () => program.now("getBackgroundAudioManager") as object, []],
  ["UpdateManager", () => program.now("getUpdateManager") as object, []],
  ["LogManager", () => program.now("getLogManager") as object, []],
  ["RealtimeLogManager", () => program.now("getRealtimeLogManager") as object, []],
  ["Performance", () => program.now("getPerformance") as object, []],
  ["RecorderManager", () => program.now("getRecorderManager") as object, []],
  ["InterstitialAd", () => program.now("createInterstitialAd") as object, []],
  ["VideoContext", () => program.now("createVideoContext", "v") as object, ["startCasting", "exitCasting", "reconnectCasting", "switchCasting"]],
  ["Animation", () => program.now("createAnimation") as object, []],
  ["CanvasContext", () => program.now("createCanvasContext", "c") as object, []],
  ["SelectorQuery", () => SelectorQuery.prototype, []],
  ["NodesRef", () => NodesRef.prototype, []],
  ["IntersectionObserver", () => IntersectionObserver.prototype, []],
  ["SocketTask", () => SocketTask.prototype, []],
];

test.each(OBJECTS)("%s has the functions of the typings", (name, make, unsupported) => {
  const object = make() as Record<string, unknown>;
  const wanted = [...members(name)].filter(([, isFunction]) => isFunction).map(([member]) => member);
  expect(wanted.length).toBeGreaterThan(1);
  expect(wanted.filter((member) => typeof object[member] !== "function" && !unsupported.includes(member))).toEqual([]);
});
