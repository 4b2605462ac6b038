/** Style texts of a program on their way into the document. */

const LENGTH = /(^|[\s:,(+\-*/])(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi;

/** 750rpx are as wide as the frame. */
export function withoutRpx(text: string): string {
  if (!text.includes("rpx") && !text.includes("RPX")) return text;
  return text.replace(LENGTH, (_whole, before: string, amount: string) => `${before}${trim(Number(amount) / 7.5)}vw`);
}

function trim(value: number): string {
  return String(Math.round(value * 1e5) / 1e5);
}

/** A length as programs write it ("20rpx", "10px", 10) in px of a frame this wide. */
export function lengthPx(value: unknown, width: number, instead = 0): number {
  if (typeof value === "number") return Number.isFinite(value) ? value : instead;
  const found = /^\s*(-?(?:\d+\.?\d*|\.\d+))(rpx|px|vw|)\s*$/i.exec(typeof value === "string" ? value : "");
  if (found === null) return instead;
  const amount = Number(found[1]);
  const unit = (found[2] ?? "").toLowerCase();
  if (unit === "rpx") return (amount * width) / 750;
  return unit === "vw" ? (amount * width) / 100 : amount;
}

/** Every url(...) of a style text goes through `resolve`; what resolves to nothing becomes `none`. */
export function withFiles(text: string, resolve: (source: string) => string): string {
  if (!/url\s*\(/i.test(text)) return text;
  return text.replace(/url\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)/gi, (_whole, a?: string, b?: string, c?: string) => {
    const source = (a ?? b ?? c ?? "").trim();
    const address = resolve(source.startsWith("@@") ? source.slice(2) : source);
    return address === "" ? "none" : `url("${address.replace(/["\\\n]/g, encodeURIComponent)}")`;
  });
}

/** A style text of the template or of a rich text, ready for `cssText`. */
export function safeStyle(text: string, resolve: (source: string) => string): string {
  return withFiles(withoutRpx(text), resolve);
}
