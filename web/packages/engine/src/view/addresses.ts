/** Where pictures, fonts and files of a program are found from inside the frame. */

export interface AddressBook {
  assetBase: string;
  proxyBase: string;
  /** An address for a file the host keeps for the program; "" when it has none. */
  file(path: string): Promise<string>;
}

const KEPT = /^(wxfile:|cloud:|https?:\/\/(tmp|usr|store)\/)/i;

export class Addresses {
  private readonly kept = new Map<string, string>();
  private readonly asked = new Map<string, Promise<string>>();

  constructor(private readonly book: AddressBook) {}

  /** "" for what is unknown, refused, or not here yet. */
  resolve(source: string, kind: "image" | "media" | "font" = "image", base = ""): string {
    const text = source.trim();
    if (text === "") return "";
    if (/^data:(image|font|audio|video|application\/(x-)?font)/i.test(text) || /^blob:/i.test(text)) return text;
    if (KEPT.test(text)) return this.kept.get(text) ?? "";
    const remote = text.startsWith("//") ? `https:${text}` : text;
    // Addresses that the cloud gave are where the program's own files are.
    if (remote.startsWith(/^https?:\/\/[^/]+\//.exec(this.book.assetBase)?.[0] ?? "-")) return remote;
    if (/^https?:/i.test(remote)) return `${this.book.proxyBase}${kind}?url=${encodeURIComponent(remote)}`;
    if (/^[a-z][a-z0-9+.-]*:/i.test(text) || text.startsWith("#")) return "";
    return this.asset(text, base);
  }

  /** The same, waiting for what the host keeps. */
  async load(source: string, kind: "image" | "media" | "font" = "image", base = ""): Promise<string> {
    const text = source.trim();
    if (!KEPT.test(text)) return this.resolve(text, kind, base);
    let asked = this.asked.get(text);
    if (asked === undefined) {
      asked = this.fetch(text);
      this.asked.set(text, asked);
    }
    return asked;
  }

  private async fetch(path: string): Promise<string> {
    const address = await this.book.file(path);
    if (address === "") this.asked.delete(path);
    else this.kept.set(path, address);
    return address;
  }

  private asset(path: string, base: string): string {
    const [plain = "", query = ""] = path.split(/(?=[?#])/, 2);
    const whole = plain.startsWith("/") ? plain : `${base.slice(0, base.lastIndexOf("/") + 1)}${plain}`;
    const steps: string[] = [];
    for (const step of whole.split("/")) {
      if (step === "..") steps.pop();
      else if (step !== "" && step !== ".") steps.push(encodeURIComponent(decoded(step)));
    }
    const folder = this.book.assetBase;
    return `${folder}${folder.endsWith("/") ? "" : "/"}${steps.join("/")}${query}`;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
