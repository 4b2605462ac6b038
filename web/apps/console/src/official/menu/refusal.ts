/** Where in the menu the server found its mistake: "button[0].sub_button[1].name" is the name of "0.1". */
import type { Draft, Position } from "./draft";
import { at } from "./draft";

export interface Spot {
  position: Position;
  field: string;
}

export function spotOf(path: unknown, draft: Draft): Spot | null {
  if (typeof path !== "string") return null;
  const position = [...path.matchAll(/\[(\d+)\]/g)].map((match) => match[1]).join(".");
  const field = /\.(\w+)$/.exec(path)?.[1] ?? "name";
  return position !== "" && at(draft, position) !== undefined ? { position, field } : null;
}
