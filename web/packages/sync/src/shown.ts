/** What of a log is seen: edits and recalls are entries of their own, folded onto the entry they concern. */
import type { Entry } from "@hutong/api";

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
    if (body.kind === "recall" || body.kind === "edit") {
      const row = bySeq.get(body.concerns);
      if (!row) continue;
      if (body.kind === "recall") row.isRecalled = true;
      else {
        row.isEdited = true;
        row.entry = { ...row.entry, body: { kind: "text", text: body.text } };
      }
      continue;
    }
    const row = { entry, isEdited: false, isRecalled: false };
    bySeq.set(entry.seq, row);
    rows.push(row);
  }
  return rows;
}
