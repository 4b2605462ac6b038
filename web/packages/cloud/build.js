/** Builds what functions run in into hutong/web/cloud: one file for Node, with the SDK in it. */

import { build } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

await build({
  entryPoints: [join(here, "src/runtime/main.ts")],
  outfile: join(here, "../../../hutong/web/cloud/runtime.mjs"),
  bundle: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node20",
  legalComments: "none",
});
