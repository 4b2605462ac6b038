/** WeChat counts many of its limits in bytes of UTF-8, so a Chinese character is three. */

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

export function hex(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
}
