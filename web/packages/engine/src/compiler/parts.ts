/** Large parts which are loaded when they are needed first: a build that needs none of them doesn't wait. */

import { createRequire } from "node:module";

/** Set in the bundle: the parts stand beside it, each in a file of its own. */
declare const BUNDLED: boolean | undefined;

const NAMES = { templates: "glass-easel-template-compiler", less: "less", sass: "sass" };
const load = createRequire(import.meta.url);

export function part(name: keyof typeof NAMES): unknown {
  return load(typeof BUNDLED === "boolean" ? `./${name}.cjs` : NAMES[name]);
}
