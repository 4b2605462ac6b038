/** WXS modules of the packages: defined by their code, loaded when first needed. */
type Exports = Record<string, unknown>;
type Run = (require: (path: string) => unknown, exports: Exports, module: { exports: Exports }) => void;
export type WxsFunction = (...args: unknown[]) => unknown;

export class Modules {
  private readonly runs = new Map<string, Run>();
  private readonly loaded = new Map<string, { exports: Exports }>();

  /** `execute` runs the text of a package as script. */
  constructor(
    private readonly execute: (text: string) => void,
    private readonly failed: (error: unknown) => void,
  ) {
    Object.defineProperty(globalThis, "__hutongView", {
      value: Object.freeze({ wxs: (path: string, run?: Run) => this.define(path, run) }),
    });
  }

  run(code: string): void {
    if (code.trim() !== "") this.execute(code);
  }

  private define(path: string, run?: Run): () => Exports {
    if (run !== undefined && !this.runs.has(path)) this.runs.set(path, run);
    return () => this.load(path);
  }

  private load(path: string): Exports {
    const known = this.loaded.get(path);
    if (known !== undefined) return known.exports;
    const run = this.runs.get(path) ?? this.runs.get(`${path}.wxs`);
    const module = { exports: {} as Exports };
    this.loaded.set(path, module);
    if (run === undefined) {
      this.failed(new Error(`no such WXS module: ${path}`));
      return module.exports;
    }
    try {
      run((asked) => this.load(joined(asked, path)), module.exports, module);
    } catch (error) {
      this.failed(error);
    }
    return module.exports;
  }

  find(path: string, name: string): WxsFunction | null {
    const found = this.load(path)[name];
    return typeof found === "function" ? (found as WxsFunction) : null;
  }
}

/** "../a.wxs" seen from "pages/b/b#tools" -> "pages/a.wxs". */
export function joined(asked: string, from: string): string {
  const steps = asked.startsWith("/") ? [] : (from.split("#")[0] ?? "").split("/").slice(0, -1);
  for (const step of asked.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
