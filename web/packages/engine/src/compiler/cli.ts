/** `node compiler.mjs compile SOURCE TARGET`: one JSON value a line, the last one says how it ended. */

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Cache } from "./cache";
import { compile } from "./compile";
import { NoProgram } from "./problems";

const USAGE = "compiler.mjs compile|watch SOURCE TARGET [--cache FOLDER] [--json] | pack-npm SOURCE";

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { cache: { type: "string" }, source: { type: "string" }, out: { type: "string" }, json: { type: "boolean" } },
  });
  const [command, first = values.source, second = values.out] = positionals;
  if (command === "compile" && first !== undefined && second !== undefined) return once(resolve(first), resolve(second), values.cache);
  say({ failed: `Usage: ${USAGE}`, problems: [] });
  return 2;
}

function once(source: string, target: string, cache: string | undefined): number {
  try {
    const manifest = compile(source, target, {
      cache: new Cache(cache === undefined ? undefined : resolve(cache)),
      progress: (stage, done, total) => say({ stage, done, total }),
    });
    const errors = manifest.problems.filter((one) => one.severity === "error").length;
    say({ finished: true, problems: manifest.problems.length, errors, pages: manifest.pages.length, milliseconds: manifest.stats.milliseconds });
    return 0;
  } catch (fault) {
    if (!(fault instanceof NoProgram)) throw fault;
    say({ failed: fault.message, problems: [] });
    return 2;
  }
}

process.exitCode = main();
