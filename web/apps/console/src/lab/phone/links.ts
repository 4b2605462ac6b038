/** Addresses as a phone needs them. */

/** The same page of the lane, by the address at which the phone finds it. */
export function forPhone(link: string, door: string): string {
  const { pathname, search } = new URL(link);
  return new URL(pathname + search, door).href;
}

/** A drawing as the source of a picture. */
export function pictureOf(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** A fingerprint in lines that are easy to compare by eye. */
export function linesOf(fingerprint: string, pairsPerLine = 8): string[] {
  const pairs = fingerprint.split(":");
  const lines = Array.from({ length: Math.ceil(pairs.length / pairsPerLine) }, (_, nth) =>
    pairs.slice(nth * pairsPerLine, (nth + 1) * pairsPerLine),
  );
  return lines.map((line) => line.join(":"));
}
