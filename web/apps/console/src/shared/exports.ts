/** Lists as files: CSV for a table program, JSON for a program of one's own. */

export type Row = Record<string, string | number | boolean | null>;

// A table program takes a cell that begins like this for a formula, and runs it.
const formula = /^[=+\-@\t\r]/;

export function csv(rows: Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name] ?? "")))];
  // The mark at the beginning is how Excel learns that this is UTF-8.
  return `\uFEFF${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function cell(value: string | number | boolean): string {
  return typeof value === "string" && formula.test(value) ? `'${value}` : String(value);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every page of a list, one after another, as far as `atMost` rows. */
export async function allPages<P, C>(
  ask: (cursor: C | null) => Promise<P & { next: C | null }>,
  atMostPages = 200,
): Promise<P[]> {
  const pages: P[] = [];
  let cursor: C | null = null;
  for (let asked = 0; asked < atMostPages; asked += 1) {
    const page: P & { next: C | null } = await ask(cursor);
    pages.push(page);
    if (page.next === null) break;
    cursor = page.next;
  }
  return pages;
}

export function saveFile(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
