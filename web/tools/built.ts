/** What both apps do when they are built: icons without the weights that nobody draws, and files that travel small. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const ICON = /@phosphor-icons\/react\/dist\/defs\/\w+\.es\.js$/;
const UNUSED_WEIGHT = /\n {2}\[\n {4}"(?:duotone|light|thin)",[\s\S]*?\n {2}\],?/g;

/** Each icon comes in six weights, of which Hutong draws regular, fill and bold. */
export function threeWeights(): Plugin {
  return {
    name: "three-weights",
    apply: "build",
    transform: (code, id) => (ICON.test(id) ? { code: code.replace(UNUSED_WEIGHT, ""), map: null } : null),
  };
}

const TEXT = /\.(js|css|html|svg|json|webmanifest)$/;
/** Below this, what stands around a file is more than what it would save. */
const LEAST_BYTES = 1_000;
const BROTLI_QUALITY = 9;

/** Beside every text stands the same as Brotli and as gzip, for the server to hand out as they are. */
export function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    enforce: "post",
    writeBundle({ dir = "" }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
        const path = join(dir, name);
        if (!TEXT.test(name) || statSync(path).size < LEAST_BYTES) continue;
        const bytes = readFileSync(path);
        const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
