import type { Params } from "./messages";

/** Local ids as the page sees them: addresses it can show. The messenger knows them by names of its own. */
export class LocalFiles {
  private readonly names = new Map<string, string>();
  private readonly urls = new Map<unknown, string>();

  shown({ hutongFiles, ...result }: Params): Params {
    for (const [name, file] of Object.entries((hutongFiles ?? {}) as Record<string, Blob>)) {
      const url = URL.createObjectURL(file);
      this.urls.set(name, url);
      this.names.set(url, name);
    }
    const own = (value: unknown) => this.urls.get(value) ?? value;
    return Object.fromEntries(Object.entries(result).map(([key, value]) => [key, Array.isArray(value) ? value.map(own) : own(value)]));
  }

  /** Plain data, with the messenger's names for what it handed out. */
  named(params: Params): Params {
    return JSON.parse(JSON.stringify(params), (_key, value: unknown) => (typeof value === "string" ? (this.names.get(value) ?? value) : value)) as Params;
  }
}
