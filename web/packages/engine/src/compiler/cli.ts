/** `node compiler.mjs compile SOURCE TARGET`: one JSON value a line, the last one says how it ended. */

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Cache } from "./cache";
import { compile, type Stage, type Stats } from "./compile";
import { packNpm } from "./npm";
import { NoProgram, Problems } from "./problems";
import { openProject } from "./project";
import { watch } from "./watch";

const USAGE = "compiler.mjs compile|watch SOURCE TARGET [--cache FOLDER] [--json], or compiler.mjs pack-npm SOURCE";

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { cache: { type: "string" }, source: { type: "string" }, out: { type: "string" }, json: { type: "boolean" } },
  });
  const [command, first = values.source, second = values.out] = positionals;
  const cache = values.cache === undefined ? undefined : resolve(values.cache);
  if (first !== undefined && second !== undefined) {
    const job = { source: resolve(first), target: resolve(second), cache: new Cache(cache) };
    if (command === "compile") return ending(() => build(job, true));
    if (command === "watch") return ending(() => watch(job.source, () => ending(() => build(job, false))));
  }
  if (command === "pack-npm" && first !== undefined) return ending(() => pack(resolve(first)));
  say({ failed: `Usage: ${USAGE}`, problems: [] });
  return 2;
}

function build({ source, target, cache }: { source: string; target: string; cache: Cache }, isTold: boolean): void {
  let stats: Stats | undefined;
  const progress = isTold ? (stage: Stage, done: number, total: number): void => say({ stage, done, total }) : undefined;
  const manifest = compile(source, target, { cache, progress, ended: (found) => (stats = found) });
  const errors = manifest.problems.filter((one) => one.severity === "error").length;
  const { pages, problems, packages } = manifest;
  const changed = isTold ? undefined : packages.map(({ name, hash }) => ({ name, hash }));
  say({ finished: true, problems: problems.length, errors, pages: pages.length, ...stats, packages: changed });
}

function pack(source: string): void {
  const project = openProject(source, new Problems());
  say({ finished: true, packages: packNpm(project) });
}

/** 0, or 2 when there is nothing to work on; then the last line says why. */
function ending(work: () => void): number {
  try {
    work();
    return 0;
  } catch (fault) {
    if (!(fault instanceof NoProgram)) throw fault;
    say({ failed: fault.message, problems: fault.problems });
    return 2;
  }
}

process.exitCode = main();
