/** Scripts: CommonJS is left as it is, ES modules and TypeScript become CommonJS; lines stay where they were. */

import { parse } from "acorn";
import { compileFunction } from "node:vm";
import { transform } from "sucrase";
import type { Problem } from "../protocol/manifest";
import { position, problem } from "./problems";

export interface Script {
  code: string;
  /** Literal arguments of require, require.async and import(). */
  requires: string[];
  /** How names begin which are only known while it runs. */
  prefixes: string[];
  /** How far its styles reach, if it says so itself. */
  isolation?: string;
  problems: Problem[];
}

const SAID_ISOLATION = /\bstyleIsolation["']?\s*[:=]\s*["']([\w-]+)["']/;
const IS_MODULE = /(?:^|[\n;}\s])(?:import\s*(?:[\w$*{"'(.]|\/\*)|export\s*(?:[\w$*{]|\/\*))/;
const REQUIRES = /\brequire(?:\.async)?\s*\(\s*(?:(["'`])([^"'`\n$]+)\1\s*(?=[,)])|["'](\.[^"'\n]*\/)["']\s*\+|`(\.[^`$\n]*\/)\$\{)/g;

/** Raises nothing: a script that can't be read becomes one which says so when it runs. */
export function compileScript(path: string, source: string): Script {
  try {
    const code = isPlain(path, source) ? source : asCommonJs(path, source);
    compileFunction(code, ["require", "module", "exports"], { filename: path });
    return { code, ...requiresOf(code), isolation: SAID_ISOLATION.exec(code)?.[1], problems: [] };
  } catch (fault) {
    const [line, column, what] = described(path, source, fault);
    const found = problem("error", { file: path, line, column }, "script_broken", { reason: what });
    const message = JSON.stringify(`${path}:${line}:${column} ${what}`);
    return { code: `throw new SyntaxError(${message});`, requires: [], prefixes: [], problems: [found] };
  }
}

export function jsonModule(path: string, source: string): Script {
  try {
    return { code: `module.exports = ${JSON.stringify(JSON.parse(source))};`, requires: [], prefixes: [], problems: [] };
  } catch (fault) {
    return { ...compileScript(path, "module.exports = {};"), problems: [problem("error", { file: path }, "json_module_broken", { reason: (fault as Error).message })] };
  }
}

/** CommonJS already. The words of a module may stand in a comment, too: then the whole still reads as a script. */
function isPlain(path: string, source: string): boolean {
  return !path.endsWith(".ts") && (!IS_MODULE.test(source) || (!/\bimport\s*\(/.test(source) && readsAsScript(source)));
}

function readsAsScript(source: string): boolean {
  try {
    compileFunction(source, ["require", "module", "exports"]);
    return true;
  } catch {
    return false;
  }
}

function asCommonJs(path: string, source: string): string {
  const isTypeScript = path.endsWith(".ts");
  return transform(source, {
    transforms: isTypeScript ? ["typescript", "imports"] : ["imports"],
    disableESTransforms: true,
    preserveDynamicImport: false,
    filePath: path,
  }).code;
}

function requiresOf(code: string): { requires: string[]; prefixes: string[] } {
  const requires = new Set<string>();
  const prefixes = new Set<string>();
  for (const [, , literal, text, template] of code.matchAll(REQUIRES)) {
    if (literal !== undefined) requires.add(literal);
    else prefixes.add(text ?? template ?? "");
  }
  return { requires: [...requires], prefixes: [...prefixes] };
}

function described(path: string, source: string, fault: unknown): [line: number, column: number, what: string] {
  const { message, loc } = fault as Error & { loc?: { line: number; column: number } };
  if (loc) return [loc.line, loc.column, message.replace(/^Error transforming [^:]*: /, "").replace(/ \(\d+:\d+\)$/, "")];
  const isModule = !isPlain(path, source);
  try {
    parse(source, { ecmaVersion: "latest", sourceType: isModule ? "module" : "script", allowReturnOutsideFunction: true });
  } catch (syntax) {
    const { pos, message: said } = syntax as { pos?: number; message: string };
    if (pos !== undefined && !path.endsWith(".ts")) {
      const { line, column } = position(source, pos);
      return [line, column, said.replace(/ \(\d+:\d+\)$/, "")];
    }
  }
  const [, line] = /:(\d+)\n/.exec((fault as Error).stack ?? "") ?? [];
  return [Number(line ?? 1), 1, message];
}

/** Whether `literal` is really required by the code, not only in a comment. */
export function reallyRequires(code: string, literal: string): boolean {
  let isFound = false;
  try {
    parse(code, {
      ecmaVersion: "latest",
      allowReturnOutsideFunction: true,
      onToken: (token) => (isFound ||= token.type.label === "string" && (token as { value?: unknown }).value === literal),
    });
  } catch {
    return false;
  }
  return isFound;
}
