/** The texts a program runs from. What wx.cloud needs is put before the first package that speaks of it; others don't carry it. */
import type { PackageCode } from "../protocol";
import type { Backend } from "./backend";

const SPEAKS_OF_CLOUD = /\bcloud\b/;

export class Code {
  #hasCloud = false;

  constructor(private readonly backend: Backend) {}

  /** The worker's own part and the packages that are there from the start. */
  async first(names: string[]): Promise<{ core: string; packages: PackageCode[] }> {
    const [core, packages] = await Promise.all([this.backend.engineText("core"), Promise.all(names.map((name) => this.backend.packageCode(name)))]);
    return { core: core + (await this.#more(packages)), packages };
  }

  /** A package that is asked for later. */
  async load(name: string): Promise<PackageCode> {
    const code = await this.backend.packageCode(name);
    const more = await this.#more([code]);
    return more === "" ? code : { ...code, service: `${more}\n${code.service}` };
  }

  async #more(packages: PackageCode[]): Promise<string> {
    if (this.#hasCloud || !packages.some(({ service }) => SPEAKS_OF_CLOUD.test(service))) return "";
    const text = await this.backend.engineText("cloud");
    this.#hasCloud = true;
    return `\n${text}`;
  }
}
