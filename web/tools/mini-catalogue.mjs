/**
 * Writes packages/engine/src/core/wx/catalogue.ts, which `wx.*` names the platform has beyond those that are built, and
 * packages/engine/src/protocol/known.ts, which attributes and results programs may ask for.
 *
 *     node tools/mini-catalogue.mjs <reference.yaml>
 *
 * The reference lists facts (names, kinds, attributes); fields of results come from the typings of the platform.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { load } from "js-yaml";
import ts from "typescript";

const source = process.argv[2];
if (!source) throw new Error("say which reference to read: node tools/mini-catalogue.mjs <reference.yaml>");
const facts = load(readFileSync(source, "utf8"));
const root = new URL("..", import.meta.url).pathname;

const kinds = { async: "async", "async (returns task handle)": "async", sync: "sync", "sync (callback)": "sync", event: "event", manager: "manager", namespace: "sync" };
const names = { async: [], sync: [], event: [], manager: [] };
/** What the engine has is spelt in its sources already: only the others need a list. */
const own = sources("core/wx");
for (const api of facts.apis) if (!isBuilt(api)) names[kinds[api.kind]].push(api.name);
// Most events come in pairs, onX and offX: only X is written.
names.event = names.event.flatMap((name) => {
  const bare = name.replace(/^(on|off)/, "");
  const isPair = names.event.includes(`on${bare}`) && names.event.includes(`off${bare}`);
  return isPair ? (name.startsWith("on") ? [bare] : []) : [name];
});

/** Tags the view draws; those of its plain elements beside what its registry names. */
const drawn = new Set(`view block slot text cover-view ${[...sources("registry.ts", "forms.ts", "media.ts").matchAll(/^ {2}"?([a-z-]+)"?[,:]/gm)].map(([, tag]) => tag).join(" ")} canvas video audio camera map editor picker picker-view picker-view-column`.split(" "));
const refused = new Set(["ad", "ad-custom", "official-account", "open-data"]);
const view = sources();
const components = facts.components
  .filter(({ name }) => drawn.has(name) && !refused.has(name))
  .map(({ name, attributes, events }) => {
    const usable = attributes.filter(({ only, name: attribute }) => only !== "skyline" && isMentioned(attribute)).map((attribute) => attribute.name);
    const told = events.filter((event) => view.includes(`"${event}"`)).map((event) => `bind${event}`);
    return [name, ...new Set([...usable, ...told])].join(" ");
  });

const results = resultFields(facts.apis.filter(({ tier, kind }) => tier < 3 && kind.startsWith("async")).map(({ name }) => name));

writeFileSync(`${root}packages/engine/src/core/wx/catalogue.ts`, `/** Written by tools/mini-catalogue.mjs from the reference and what the engine's sources know; not by hand. */

/** Names of \`wx.*\` that are not built, by how they would answer; an event that begins with a capital stands for onX and offX. */
export const NAMES = {
${Object.entries(names).map(([kind, list]) => `  ${kind}: ${folded(list.sort().join(" "))},`).join("\n")}
};
`);

writeFileSync(`${root}packages/engine/src/protocol/known.ts`, `/** Written by tools/mini-catalogue.mjs from the reference and what the engine's sources know; not by hand. */

/** A component on each line: its tag, then its attributes and \`bind\` + event. */
export const COMPONENTS = ${folded(components.join("\n"))};

/** What a call gives on success: a function on each line, then the fields. */
export const RESULTS = ${folded(results.join("\n"))};
`);

/** Spelt in the sources as functions of something else. */
function isBuilt({ name, kind }) {
  if (["startRecord", "stopRecord"].includes(name)) return false;
  const word = kind === "event" ? name.replace(/^(on|off)/, "") : name;
  return new RegExp(`(?:wx\\.|["\`: ])(?:on)?${word}(?:["\`,: ]| =)`).test(own);
}

/** An attribute that no component reads is not one that can be used. */
function isMentioned(attribute) {
  const name = attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return new RegExp(`\\b(?:${name}|${attribute})\\b`).test(view);
}

/** The text of the engine's files, or of those with one of the wanted names or below a wanted folder. */
function sources(...wanted) {
  return ["view", "core"].flatMap((part) => {
    const folder = `${root}packages/engine/src/${part}`;
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && !/\.test\.ts$|catalogue\.ts$|testing\//.test(file));
    return files.filter((file) => wanted.length === 0 || wanted.some((one) => basename(file) === one || `${part}/${file}`.startsWith(`${one}/`))).map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  }).join("\n");
}

/** A long text as a sum of lines that fit the page. */
function folded(text) {
  const lines = text.match(/[\s\S]{1,110}(?:[ \n]|$)/g) ?? [];
  return lines.map((line) => JSON.stringify(line)).join(" +\n    ");
}

function resultFields(wanted) {
  const program = ts.createProgram([`${root}node_modules/miniprogram-api-typings/index.d.ts`], { types: [], lib: ["lib.es2020.d.ts"] });
  const checker = program.getTypeChecker();
  const file = program.getSourceFiles().find(({ fileName }) => fileName.endsWith("lib.wx.api.d.ts"));
  const lines = [];
  const space = checker.getSymbolsInScope(file, ts.SymbolFlags.Namespace).find(({ name }) => name === "WechatMiniprogram");
  const types = space.exports;
  for (const name of wanted) {
    const symbol = types.get(`${name.charAt(0).toUpperCase()}${name.slice(1)}SuccessCallbackResult`);
    const type = symbol && checker.getDeclaredTypeOfSymbol(symbol);
    const fields = (type?.isClassOrInterface() ? checker.getPropertiesOfType(type) : []).map((field) => field.name).filter((field) => field !== "errMsg" && /^\w+$/.test(field) && !(field in {}));
    if (fields.length > 0 && fields.length < 60) lines.push([name, ...fields].join(" "));
  }
  return lines;
}
