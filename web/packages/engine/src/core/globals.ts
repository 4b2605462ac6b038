/** The names user code finds: wx, App, Page, Component and the rest. */
import type { Core } from "./core";
import { messageOf } from "./program";

export function globalsOf(core: Core, scope: Record<string, unknown>): Record<string, unknown> {
  const names: Record<string, unknown> = {
    wx: core.wx,
    App: (definition: unknown) => core.program.define(definition),
    Page: (definition: unknown) => core.components.page(definition),
    Component: (definition: unknown) => core.components.component(definition),
    Behavior: (definition: unknown) => core.components.behavior(definition),
    getApp: (options?: { allowDefault?: boolean }) => core.program.get(options),
    getCurrentPages: () => core.stack.pages.map((page) => page.face),
    requirePlugin: (name: unknown) => nothing(core, `plugin:${String(name)}`),
    requireMiniProgram: () => nothing(core, "requireMiniProgram"),
    console: consoleOf(core, scope.console as Console),
  };
  names.global = globalObject(scope, names);
  return names;
}

/** There are no plugins here: a program that only mentions one goes on, and what it misses is counted. */
function nothing(core: Core, what: string): Record<string, unknown> {
  core.host.tell("missing", { api: what });
  return {};
}

const INTRINSICS =
  "Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error AggregateError EvalError RangeError " +
  "ReferenceError SyntaxError TypeError URIError JSON Math Intl ArrayBuffer Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array " +
  "Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set WeakMap WeakSet WeakRef Proxy Reflect decodeURI decodeURIComponent encodeURI encodeURIComponent " +
  "escape unescape isFinite isNaN setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone TextEncoder TextDecoder WebAssembly";

/** `global` is one plain object for the whole program, with the names of the language in it. */
function globalObject(scope: Record<string, unknown>, names: Record<string, unknown>): Record<string, unknown> {
  const global: Record<string, unknown> = {};
  for (const name of INTRINSICS.split(" ")) {
    const value = scope[name];
    if (value !== undefined) global[name] = value;
  }
  for (const [name, value] of Object.entries(names)) if (name !== "global") global[name] = value;
  global.global = global;
  return global;
}

const LEVELS = ["log", "info", "warn", "error", "debug"] as const;
const LONGEST = 2000;

/** The worker's console, with a copy to the host while the program is being developed. */
function consoleOf(core: Core, real: Console): Console {
  const own = Object.create(real) as Console;
  for (const level of LEVELS) {
    own[level] = (...args: unknown[]) => {
      real[level](...args);
      if (core.boot.debug || level === "error") core.host.tell("console", { level, args: args.map(shown), page: core.stack.top?.path ?? "" });
    };
  }
  for (const name of ["group", "groupEnd", "groupCollapsed", "time", "timeEnd", "table", "trace", "assert", "count", "dir"] as const) {
    own[name] = real[name].bind(real) as never;
  }
  return own;
}

function shown(value: unknown): string {
  let text: string | undefined;
  try {
    text = typeof value === "string" ? value : value instanceof Error ? messageOf(value) : typeof value === "function" ? "function" : JSON.stringify(value);
  } catch {
    text = Object.prototype.toString.call(value);
  }
  return (text ?? String(value)).slice(0, LONGEST);
}
