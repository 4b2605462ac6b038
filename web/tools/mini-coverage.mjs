/**
 * Writes docs/reference/mini-coverage.md: which functions of `wx` are there, and which of them tests that passed showed.
 *
 *     npx vitest run packages/engine/src/core/wx --reporter=json --outputFile=passed.json
 *     node tools/mini-coverage.mjs <reference.yaml> passed.json
 *
 * Below the tables stands tools/programs-tried.md, which is written by whoever tries programs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { load } from "js-yaml";

const [reference, results] = process.argv.slice(2);
if (!reference || !results) throw new Error("say which reference and which results to read: node tools/mini-coverage.mjs <reference.yaml> <passed.json>");
const root = new URL("..", import.meta.url).pathname;
const { apis } = load(readFileSync(reference, "utf8"));
const catalogue = readFileSync(`${root}packages/engine/src/core/wx/catalogue.ts`, "utf8").replace(/"\s*\+\s*"/g, "");

const missing = new Set([...catalogue.matchAll(/: "([^"]*)"/g)].flatMap(([, names]) => names.split(" ")));
const files = JSON.parse(readFileSync(results, "utf8")).testResults;
const passed = files.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === "passed");
const sources = ["tier-one.test.ts", "tier-two.test.ts", "tier-two-table.test.ts"].map((file) => readFileSync(`${root}packages/engine/src/core/wx/${file}`, "utf8")).join("\n");
const shown = new Set(passed.flatMap(({ title }) => [title, title.replace(/ succeeds$/, "")]));
// Drawn in a browser only: npm run engine --workspace @hutong/e2e
if (readFileSync(`${root}e2e/engine/worker.spec.ts`, "utf8").includes('test("canvasToTempFilePath')) shown.add("canvasToTempFilePath");
/** What `wx.cloud` has, and what says by its name that it is not there. */
const CLOUD = "init database watch callFunction uploadFile downloadFile getTempFileURL deleteFile Cloud CloudID".split(" ");
const NO_CLOUD = "callContainer connectContainer".split(" ");
if (CLOUD.every((name) => shown.has(name))) shown.add("cloud");

/** Why a function of the first two tiers is no more than it is. */
const REASONS = {
  createInterstitialAd: "there are no advertisements: it fails as one that has none to show",
  createCacheManager: "rules for weak networks are not built",
  createWebAudioContext: "a worker has no graph of sounds; `createInnerAudioContext` plays",
  getBackgroundFetchData: "nothing is fetched ahead: that is a service of WeChat's own",
  getPluginUpdateManager: "there are no plugins",
  getShareInfo: "no group's ticket is ever given out, so every ticket is refused",
  loadBuiltInFontFace: "the fonts are WeChat's own",
  onAudioInterruptionBegin: "no telephone call interrupts a browser",
  onAudioInterruptionEnd: "no telephone call interrupts a browser",
  onBackgroundFetchData: "nothing is fetched ahead: that is a service of WeChat's own",
  postMessageToReferrerMiniProgram: "no program opens inside another",
  postMessageToReferrerPage: "no program opens inside another",
  setWindowSize: "the window of a phone has one size",
};

/** There, and tested in what it refuses; what it stands for is not built. */
const UNFINISHED = ["createInterstitialAd", "getShareInfo"];

/** A function is full when a test that passed is about its success; what other tests only call on their way is partial, as is what none calls. */
function stateOf({ name }) {
  if (missing.has(name) || missing.has(name.replace(/^(on|off)/, ""))) return "none";
  if (UNFINISHED.includes(name)) return "partial";
  return shown.has(name) || new RegExp(`(?:ask|now)\\("${name}"`).test(sources) ? "full" : "partial";
}

const groups = Map.groupBy ? Map.groupBy(apis, ({ group }) => group) : grouped(apis);
const counts = { full: 0, partial: 0, none: 0 };
const tables = [...groups].map(([group, list]) => {
  const rows = [...list].sort((a, b) => a.tier - b.tier || a.name.localeCompare(b.name)).map((api) => {
    const state = stateOf(api);
    counts[state] += 1;
    const reason = state !== "full" && REASONS[api.name] !== undefined ? `: ${REASONS[api.name]}` : "";
    return `| \`${api.name}\` | ${api.tier} | ${state}${reason} |`;
  });
  return `## ${group}\n\n| function | tier | state |\n|---|---|---|\n${rows.join("\n")}\n`;
});

const cloud = [...CLOUD.map((name) => [name, shown.has(name) ? "full" : "partial"]), ...NO_CLOUD.map((name) => [name, "none"])];
tables.push(`## wx.cloud\n\nMembers of the one function \`cloud\` above.\n\n| member | state |\n|---|---|\n${cloud.map(([name, state]) => `| \`cloud.${name}\` | ${state} |`).join("\n")}\n`);

writeFileSync(`${root}../docs/reference/mini-coverage.md`, `# Coverage of mini programs

Written by \`web/tools/mini-coverage.mjs\` from tests that passed; not by hand. Components are walked by the galleries instead. *Full*: a test showed what the function gives. *Partial*: it is
built, and no test of its own has shown it yet. *None*: it exists, fails with an \`errMsg\` that names it, and is counted.
Of ${apis.length} functions ${counts.full} are full, ${counts.partial} partial, ${counts.none} none.

${tables.join("\n")}
${readFileSync(`${root}tools/programs-tried.md`, "utf8")}`);

function grouped(list) {
  const found = new Map();
  for (const one of list) found.set(one.group, [...(found.get(one.group) ?? []), one]);
  return found;
}
