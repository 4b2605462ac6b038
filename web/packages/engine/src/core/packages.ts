/** Packages of a program: which are here, and how the others come. */
import type { Manifest } from "../protocol/manifest";
import type { PackageCode } from "../protocol/messages";
import { isRecord } from "./definitions";

export interface PackageSurroundings {
  manifest: Manifest;
  fetch(name: string): Promise<unknown>;
  run(code: string): void;
  toView(code: PackageCode): void;
  report(error: unknown, where: string): void;
  /** Runs the script a sub package begins with, if it names one. */
  begin(file: string): void;
  loaded(name: string, ms: number): void;
  /** The main package came after the program had begun without it. */
  mainCame(): void;
  now(): number;
}

export class Packages {
  private readonly here: Set<string>;
  private readonly begun = new Set<string>();
  private readonly coming = new Map<string, Promise<void>>();

  constructor(
    private readonly around: PackageSurroundings,
    here: string[],
  ) {
    this.here = new Set(here);
  }

  /** The package a page, component or file belongs to: the sub package with the longest root, or main. */
  nameOf(path: string): string {
    const known = this.around.manifest.components[path]?.package;
    if (known !== undefined) return known;
    let best = { name: "main", root: "" };
    for (const one of this.around.manifest.packages) {
      if (one.root !== "" && one.root.length > best.root.length && path.startsWith(`${one.root}/`)) best = one;
    }
    return best.name;
  }

  has(path: string): boolean {
    return this.here.has(this.nameOf(path));
  }

  /** Whether a page stands in a package that needs nothing of the main one, the app neither. */
  isAlone(path: string): boolean {
    const name = this.nameOf(path);
    return this.around.manifest.packages.some((one) => one.name === name && one.independent);
  }

  async need(path: string): Promise<void> {
    if (!this.here.has("main") && !this.isAlone(path)) {
      await this.load("main");
      this.around.mainCame();
    }
    await this.load(this.nameOf(path));
  }

  async load(name: string): Promise<void> {
    await this.fetched(name);
    if (this.begun.has(name)) return;
    this.begun.add(name);
    const entry = this.around.manifest.packages.find((one) => one.name === name)?.entry;
    if (entry !== undefined) this.around.begin(entry);
  }

  private fetched(name: string): Promise<void> {
    if (this.here.has(name)) return Promise.resolve();
    const coming = this.coming.get(name) ?? this.bring(name).finally(() => this.coming.delete(name));
    this.coming.set(name, coming);
    return coming;
  }

  private async bring(name: string): Promise<void> {
    const began = this.around.now();
    const code = await this.around.fetch(name);
    if (!isCode(code)) throw new Error(`package ${name} can't be loaded`);
    this.around.toView(code);
    this.around.run(code.service);
    this.here.add(name);
    this.around.loaded(name, this.around.now() - began);
  }

  /** preloadRule of the page that is shown: names, roots and aliases all mean a package. */
  preload(path: string): void {
    for (const asked of this.around.manifest.preloadRule[path]?.packages ?? []) {
      const found = this.around.manifest.packages.find((one) => one.name === asked || one.root === asked || one.alias === asked);
      const name = found?.name ?? (asked === "__APP__" ? "main" : undefined);
      if (name !== undefined) this.load(name).catch((error: unknown) => this.around.report(error, name));
    }
  }
}

function isCode(value: unknown): value is PackageCode {
  return isRecord(value) && typeof value.service === "string" && typeof value.view === "string" && isRecord(value.styles);
}
