/** What of a log is seen: edits, recalls and turns of cards are entries of their own, folded onto the entry they concern. */
import type { Body, Entry } from "@hutong/api";

export interface Shown {
  entry: Entry;
  isEdited: boolean;
  isRecalled: boolean;
}

export function shownEntries(entries: readonly Entry[]): Shown[] {
  const rows: Shown[] = [];
  const bySeq = new Map<number, Shown>();
  for (const entry of entries) {
    const { body } = entry;
    // The server answers a recalled message as a recall of itself; later recalls and edits name an earlier one.
    if (body.kind === "recall" && body.concerns === entry.seq) {
      rows.push({ entry, isEdited: false, isRecalled: true });
      continue;
    }
    if (isFolded(body)) {
      const row = bySeq.get(body.concerns);
      if (row) fold(row, body);
      continue;
    }
    const row = { entry, isEdited: false, isRecalled: false };
    bySeq.set(entry.seq, row);
    rows.push(row);
  }
  return rows;
}

type Folded = Extract<Body, { kind: "recall" | "edit" | "card_changed" }>;

/** Whether an entry says something about an earlier one, rather than standing for itself. */
export function isFolded(body: Body): body is Folded {
  return body.kind === "recall" || body.kind === "edit" || body.kind === "card_changed";
}

function fold(row: Shown, change: Folded): void {
  const { body } = row.entry;
  if (change.kind === "recall") row.isRecalled = true;
  else if (change.kind === "edit") {
    row.isEdited = true;
    row.entry = { ...row.entry, body: { kind: "text", text: change.text } };
  } else if (body.kind === "card") row.entry = { ...row.entry, body: { ...body, words: change.words, state: change.state } };
}
