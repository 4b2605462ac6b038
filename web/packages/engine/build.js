/** Builds the engine into hutong/web/engine: core and view for the browser, the compiler for Node. */

import { build } from "esbuild";
import { Blob } from "node:buffer";
import console from "node:console";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";
import { createContext, runInContext } from "node:vm";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../../hutong/web/engine");
const require = createRequire(import.meta.url);
/** Loaded by the compiler when they are needed first. */
const parts = { templates: "glass-easel-template-compiler", less: "less", sass: "sass" };
const only = process.argv.slice(2);

function isWanted(name) {
  return only.length === 0 || only.includes(name);
}

/** A file whose name holds the digest of its text; older ones go. */
function writeHashed(name, ending, text) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const file = `${name}-${hash}${ending}`;
  for (const old of readdirSync(target)) if (old.startsWith(`${name}-`) && old.endsWith(ending) && old !== file) rmSync(join(target, old));
  writeFileSync(join(target, file), text);
  return file;
}

/** What of the component tree the core has no use for: other back ends, components of plain elements, observers, selectors, tools. */
const UNUSED = {
  "current_window_backend_context.ts": "CurrentWindowBackendContext",
  "empty_backend.ts": "EmptyBackendContext EmptyBackendElement EmptyBackendShadowRootElement",
  "empty_composed_backend.ts": "EmptyComposedBackendContext EmptyComposedBackendElement",
  "native_rendering.ts": "GlassEaselTemplateDOM",
  "mutation_observer.ts": "MutationObserver MutationObserverTarget",
  "selector.ts": "ParsedSelector",
  "dev_tools.ts": "performanceMeasureStart performanceMeasureEnd performanceMeasureRenderWaterfall addTimelineEvent attachInspector detachInspector",
};

/** `element` wants a constant of `shadow_root`, which is built on `element`: the constant is written in, or neither could begin. */
function withoutCircle(path) {
  const text = readFileSync(path, "utf8");
  if (!/[\\/]element\.ts$/.test(path)) return text;
  const [, constant] = /export (const enum SlotMode \{[^}]*\})/.exec(readFileSync(join(dirname(path), "shadow_root.ts"), "utf8"));
  return text.replace("import { SlotMode, type ShadowRoot }", `${constant}\nimport { type ShadowRoot }`);
}

/** The tree from its source, for the one kind of back end there is here. */
const lean = {
  name: "lean-tree",
  setup(plugin) {
    const source = join(dirname(require.resolve("glass-easel")), "../src");
    plugin.onResolve({ filter: /^glass-easel$/ }, () => ({ path: join(source, "index.ts") }));
    plugin.onLoad({ filter: /glass-easel.src.*\.ts$/ }, ({ path }) => {
      const unused = UNUSED[path.slice(path.lastIndexOf("/") + 1)];
      if (unused !== undefined) return { contents: unused.split(" ").map((name) => `export class ${name} {}`).join("\n"), loader: "ts" };
      const contents = withoutCircle(path).replace(/\bBM\.(DYNAMIC|SHADOW|DOMLIKE)\b/g, "false").replace(/\bBM\.COMPOSED\b/g, "true").replace(/\bENV\.DEV\b/g, "false");
      return { contents, loader: "ts" };
    });
  },
};

/** Where each part of the frame begins. */
const entries = { core: "core/main.ts", cloud: "core/wx/cloud/main.ts", late: "view/late.ts", view: "view/main.ts" };

async function browser(name) {
  const entry = join(here, "src", entries[name]);
  if (!existsSync(entry)) return undefined;
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    loader: { ".css": "text", ".svg": "text" },
    plugins: name === "core" ? [lean] : [],
    mangleProps: name === "core" ? /^_\$/ : undefined,
    define: { "process.env.NODE_ENV": '"production"', LATE_FILE: JSON.stringify(names.late ?? "") },
  });
  // Programs follow the core in one script: its strictness must end where it ends.
  const text = outputFiles[0].text.replace(/^"use strict";\s*\(\(\)=>\{/, '(()=>{"use strict";');
  if (name === "core") beginsAlone(text);
  return writeHashed(name, ".js", text);
}

/** Bundled modules may come in an order in which they can't begin: better said here than by every program. */
function beginsAlone(text) {
  const scope = createContext({ addEventListener() {}, importScripts() {}, URL, Blob, console });
  runInContext(text, scope, { filename: "core.js" });
  if (scope.__hutong === undefined || scope.importScripts !== undefined) throw new Error("The core does not begin as it should.");
}

async function compiler() {
  const common = { bundle: true, minify: true, platform: "node", target: "node20", legalComments: "none" };
  await build({
    ...common,
    entryPoints: [join(here, "src/compiler/cli.ts")],
    outfile: join(target, "compiler.mjs"),
    format: "esm",
    define: { BUNDLED: "true" },
    banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' },
  });
  for (const [name, module] of Object.entries(parts)) {
    await build({ ...common, entryPoints: [require.resolve(module)], outfile: join(target, `${name}.cjs`), format: "cjs", external: ["image-size", "@parcel/watcher", "chokidar"] });
  }
  const weui = dirname(require.resolve("weui-miniprogram/package.json"));
  rmSync(join(target, "weui-miniprogram"), { recursive: true, force: true });
  cpSync(join(weui, "miniprogram_dist"), join(target, "weui-miniprogram"), { recursive: true });
  copyFileSync(join(weui, "LICENSE"), join(target, "weui-miniprogram/LICENSE"));
  const wasm = "glass_easel_template_compiler_bg.wasm";
  copyFileSync(join(dirname(require.resolve("glass-easel-template-compiler")), wasm), join(target, wasm));
}

mkdirSync(target, { recursive: true });
const list = join(target, "engine.json");
const names = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : {};
names.protocol = 1;
// The view names its second file, which is built before it.
const WITH = { cloud: "core", late: "view" };
for (const name of ["core", "cloud", "late", "view"]) if (isWanted(WITH[name] ?? name)) names[name] = (await browser(name)) ?? names[name];
const regions = join(here, "src/view/components/picker/regions.txt");
if (isWanted("view") && existsSync(regions)) names.regions = writeHashed("regions", ".txt", readFileSync(regions));
if (isWanted("compiler")) await compiler();
writeFileSync(list, `${JSON.stringify(names)}\n`);
