/** WXS modules in the worker: their values are used by templates; their functions as handlers are named for the view. */

type WxsFunction = (...args: unknown[]) => unknown;
export type WxsRun = (require: (path: string) => unknown, exports: Record<string, unknown>, module: { exports: Record<string, unknown> }) => void;

export interface WxsSource {
  module: string;
  name: string;
}

interface Definition {
  run: WxsRun;
  names: Record<string, string>;
  exports: Record<string, unknown> | null;
}

export class Wxs {
  private readonly modules = new Map<string, Definition>();
  private readonly sources = new WeakMap<object, WxsSource>();

  constructor(private readonly report: (error: unknown, where: string) => void) {}

  define(key: string, run: WxsRun, names: Record<string, string> = {}): void {
    if (!this.modules.has(key)) this.modules.set(key, { run, names, exports: null });
  }

  load(path: string): Record<string, unknown> {
    const definition = this.modules.get(path);
    if (definition === undefined) {
      this.report(new Error(`no such WXS module: ${path}`), path);
      return {};
    }
    if (definition.exports !== null) return definition.exports;
    const module = { exports: {} as Record<string, unknown> };
    definition.exports = module.exports;
    try {
      definition.run.call(undefined, (asked) => this.load(definition.names[asked] ?? asked), module.exports, module);
    } catch (error) {
      this.report(error, path);
    }
    definition.exports = this.guarded(path, module.exports);
    return definition.exports;
  }

  /** What a function throws costs its value, not the picture; each is known by its name from here on. */
  private guarded(path: string, exports: Record<string, unknown>): Record<string, unknown> {
    if (typeof exports !== "object" || exports === null) return exports;
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value !== "function" || this.sources.has(value)) continue;
      const run = value as WxsFunction;
      const safe: WxsFunction = (...args) => {
        try {
          return run(...args);
        } catch (error) {
          this.report(error, `${path} ${name}`);
          return undefined;
        }
      };
      this.sources.set(safe, { module: path, name });
      exports[name] = safe;
    }
    return exports;
  }

  /** Where a handler in a template comes from: what the template says, or the function itself. */
  source(handler: unknown, origin: (string | number)[] | null | undefined): WxsSource | undefined {
    if (typeof handler !== "function") return undefined;
    const known = this.sources.get(handler as WxsFunction);
    if (known !== undefined) return known;
    if (!Array.isArray(origin)) return undefined;
    const [kind, path, ...rest] = origin;
    if (kind === 2) return { module: `${String(path)}#${String(rest[0])}`, name: String(rest[1]) };
    return kind === 1 ? { module: String(path), name: String(rest[0]) } : undefined;
  }
}
