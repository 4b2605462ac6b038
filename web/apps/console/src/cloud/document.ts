/** Documents as a person reads and writes them: Extended JSON in text, and a line for each field. */
import type { Document } from "./types";

/** A document that is to be saved, or why it can't be. */
export type Parsed = { document: Document } | { problem: "syntax" | "object"; detail: string };

export function parsed(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return { problem: "object", detail: "" };
    return { document: value as Document };
  } catch (error) {
    return { problem: "syntax", detail: error instanceof Error ? error.message : String(error) };
  }
}

/** What is written in the field for a filter: a query as JSON, or a bare id. */
export function queryOf(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  if (!trimmed.startsWith("{")) return JSON.stringify({ _id: trimmed });
  return "document" in parsed(trimmed) ? trimmed : null;
}

export const textOf = (document: Document): string => JSON.stringify(document, null, 2);

export const idOf = (document: Document): string => String(document._id);

const LONGEST = 80;

/** A field's value in one line, dates and the like without their marks. */
export function shown(value: unknown): string {
  const text = plainText(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function plainText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return String(value);
  const { $date, $regularExpression, type, coordinates } = value as Record<string, unknown>;
  if (typeof $date === "string") return $date;
  if (typeof $regularExpression === "object" && $regularExpression !== null) {
    const { pattern, options } = $regularExpression as { pattern: string; options: string };
    return `/${pattern}/${options}`;
  }
  if (type === "Point" && Array.isArray(coordinates)) return coordinates.join(", ");
  return JSON.stringify(value);
}

/** Fields in the order to read them: what the program wrote first, then who wrote it. */
export function fieldsOf(document: Document): [name: string, text: string][] {
  return Object.entries(document)
    .filter(([name]) => name !== "_id")
    .sort(([one], [other]) => Number(one.startsWith("_")) - Number(other.startsWith("_")))
    .map(([name, value]) => [name, shown(value)]);
}
