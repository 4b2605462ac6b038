/** What esbuild alone needs for the scripts and style sheets of a program: `node esbuild_alone.mjs LIST TARGET`. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";

const [list, target, engine] = process.argv.slice(2);
const { transform } = createRequire(join(engine, "package.json"))("esbuild");
const { root, files } = JSON.parse(readFileSync(list, "utf8"));

async function one(file) {
  const isSheet = file.endsWith(".wxss");
  const options = { loader: isSheet ? "css" : file.endsWith(".ts") ? "ts" : "js", format: isSheet ? undefined : "cjs", sourcemap: !isSheet, logLevel: "silent" };
  const { code } = await transform(readFileSync(join(root, file), "utf8"), options).catch(() => ({ code: "" }));
  const place = join(target, file);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, code);
}

await Promise.all(files.map(one));
