/**
 * Fails when a word shown to people is missing in one language, missing in both, or used by nobody.
 *
 * Each app keeps `locales/en.json` and `locales/zh-CN.json`, a large feature its own in a folder there: flat keys, `{name}` for what changes. A key that counts
 * ends in `_one` and `_other` (Chinese has only `_other`) and is asked for without the ending. A key put together at
 * run time, t(`errors.${code}`), makes every key under `errors.` used.
 */
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const problems = [];

for (const app of readdirSync(join(root, "apps"))) {
  const folder = join(root, "apps", app, "locales");
  if (existsSync(join(folder, "en.json"))) checkApp(app, folder);
}

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}

function checkApp(app, folder) {
  const [english, chinese] = ["en.json", "zh-CN.json"].map((name) => allWords(folder, name));
  const { asked, prefixes } = usesIn(join(root, "apps", app, "src"));
  const complain = (message) => problems.push(`${app}: ${message}`);

  for (const key of Object.keys(english)) {
    const twin = key.replace(/_one$/, "_other");
    if (!(twin in chinese)) complain(`zh-CN lacks "${twin}"`);
    else if (key === twin && placesOf(english[key]) !== placesOf(chinese[key])) complain(`"${key}" fills other places in zh-CN`);
    if (!isUsed(key, asked, prefixes)) complain(`nobody uses "${key}"`);
    if (english[key] === "") complain(`"${key}" is empty`);
  }
  for (const key of Object.keys(chinese)) {
    if (!(key in english)) complain(`en lacks "${key}"`);
    if (chinese[key] === "") complain(`"${key}" is empty in zh-CN`);
  }
  for (const key of asked) {
    const known = key in english || (`${key}_one` in english && `${key}_other` in english);
    if (!known && looksLikeKey(key, english)) complain(`en lacks "${key}", which is asked for`);
  }
}

/** The words of an app: its own, and those of features that keep theirs in a folder beside them. */
function allWords(folder, name) {
  const places = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  const all = {};
  for (const path of [folder, ...places].map((place) => join(place, name))) {
    const words = read(path);
    for (const key of Object.keys(words).filter((one) => one in all)) problems.push(`${path}: "${key}" stands in another file as well`);
    Object.assign(all, words);
  }
  return all;
}

function read(path) {
  const text = readFileSync(path, "utf8");
  const keys = [...text.matchAll(/^\s*"([^"]+)":/gm)].map((match) => match[1]);
  for (const key of keys.filter((one, index) => keys.indexOf(one) !== index)) problems.push(`${path}: "${key}" stands twice`);
  return JSON.parse(text);
}

function usesIn(folder) {
  const asked = new Set();
  const prefixes = new Set();
  for (const path of filesUnder(folder)) {
    const text = readFileSync(path, "utf8");
    for (const match of text.matchAll(/["'`]([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9_]+)+)["'`]/g)) asked.add(match[1]);
    for (const match of text.matchAll(/`([a-z][A-Za-z0-9]*\.(?:[A-Za-z0-9_]+\.)*)\$\{/g)) prefixes.add(match[1]);
  }
  return { asked, prefixes };
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [path] : [];
  });
}

function isUsed(key, asked, prefixes) {
  const stem = key.replace(/_(one|other)$/, "");
  return asked.has(key) || asked.has(stem) || [...prefixes].some((prefix) => key.startsWith(prefix));
}

/** A dotted string is taken for a key when its first part is a section that the locale has. */
function looksLikeKey(text, english) {
  const section = `${text.split(".")[0]}.`;
  return Object.keys(english).some((key) => key.startsWith(section));
}

function placesOf(text) {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join();
}
