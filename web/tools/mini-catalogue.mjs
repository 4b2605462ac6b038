/**
 * Writes packages/engine/src/core/wx/catalogue.ts: which `wx.*` names, components and attributes the platform knows.
 *
 *     node tools/mini-catalogue.mjs <reference.yaml>
 *
 * The reference lists facts (names, kinds, attributes); fields of results come from the typings of the platform.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { load } from "js-yaml";
import ts from "typescript";

const source = process.argv[2];
if (!source) throw new Error("say which reference to read: node tools/mini-catalogue.mjs <reference.yaml>");
const facts = load(readFileSync(source, "utf8"));
const root = new URL("..", import.meta.url).pathname;

const kinds = { async: "async", "async (returns task handle)": "async", sync: "sync", "sync (callback)": "sync", event: "event", manager: "manager", namespace: "sync" };
const names = { async: [], sync: [], event: [], manager: [] };
for (const api of facts.apis) names[kinds[api.kind]].push(api.name);

const components = facts.components.map(({ name, attributes, events }) => {
  const usable = attributes.filter(({ only }) => only !== "skyline").map((attribute) => attribute.name);
  return [name, ...new Set([...usable, ...events.map((event) => `bind${event}`)])].join(" ");
});

const results = resultFields(facts.apis.filter(({ tier, kind }) => tier < 3 && !["event", "namespace"].includes(kind)).map(({ name }) => name));

writeFileSync(`${root}packages/engine/src/core/wx/catalogue.ts`, `/** Written by tools/mini-catalogue.mjs from the reference; not by hand. */

/** Names of \`wx.*\` by how they answer. */
export const NAMES = {
${Object.entries(names).map(([kind, list]) => `  ${kind}: ${folded(list.sort().join(" "))},`).join("\n")}
};

/** A component on each line: its tag, then its attributes and \`bind\` + event. */
export const COMPONENTS = ${folded(components.join("\n"))};

/** What a call gives on success or at once: a function on each line, then the fields. */
export const RESULTS = ${folded(results.join("\n"))};
`);

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
    const upper = name.charAt(0).toUpperCase() + name.slice(1);
    const symbol = [`${upper}SuccessCallbackResult`, upper].map((type) => types.get(type)).find(Boolean);
    const wx = types.get("Wx");
    const own = wx.members.get(name);
    const made = own && checker.getTypeOfSymbolAtLocation(own, file).getCallSignatures()[0]?.getReturnType();
    const type = name.endsWith("Sync") || ["getDeviceInfo", "getWindowInfo", "getAppBaseInfo", "getSystemSetting", "getAppAuthorizeSetting", "getMenuButtonBoundingClientRect"].includes(name) ? made : symbol && checker.getDeclaredTypeOfSymbol(symbol);
    const fields = (type?.isClassOrInterface() ? checker.getPropertiesOfType(type) : []).map((field) => field.name).filter((field) => field !== "errMsg" && /^\w+$/.test(field) && !(field in {}));
    if (fields.length > 0 && fields.length < 60) lines.push([name, ...fields].join(" "));
  }
  return lines;
}
