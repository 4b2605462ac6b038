/** Large parts which are loaded when they are needed first: a build that needs none of them doesn't wait. */

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Set in the bundle: the parts stand beside it, each in a file of its own. */
declare const BUNDLED: boolean | undefined;

const NAMES = { templates: "glass-easel-template-compiler", less: "less", sass: "sass" };
const load = createRequire(import.meta.url);

type Part = keyof typeof NAMES;

export function part(name: Part): unknown {
  return load(placeOf(name));
}

/** The next time the part is loaded anew. */
export function forget(name: Part): void {
  Reflect.deleteProperty(load.cache, load.resolve(placeOf(name)));
}

function placeOf(name: Part): string {
  return typeof BUNDLED === "boolean" ? `./${name}.cjs` : NAMES[name];
}

/** The component library that programs may use without bringing it. */
export function weuiFolder(): string {
  if (typeof BUNDLED === "boolean") return fileURLToPath(new URL("./weui-miniprogram", import.meta.url));
  return join(dirname(load.resolve("weui-miniprogram/package.json")), "miniprogram_dist");
}
