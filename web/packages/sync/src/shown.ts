/** What of a log is seen: edits, recalls and turns of cards are entries of their own, folded onto the entry they concern. */
import type { Body, Entry } from "@hutong/api";

export interface Shown {
  entry: Entry;
  isEdited: boolean;
  isRecalled: boolean;
}

export function shownEntries(entries: readonly Entry[]): Shown[] {
  const rows: Shown[] = [];
  const byPlace = new Map<string, Shown>();
  for (const entry of entries) {
    const { body } = entry;
    // The server answers a recalled message as a recall of itself; later recalls and edits name an earlier one.
    if (body.kind === "recall" && body.concerns === entry.seq) {
      rows.push({ entry, isEdited: false, isRecalled: true });
      continue;
    }
    if (isFolded(body)) {
      const row = byPlace.get(placeOf(entry, body.concerns));
      if (row) fold(row, body);
      continue;
    }
    const row = { entry, isEdited: false, isRecalled: false };
    byPlace.set(placeOf(entry, entry.seq), row);
    rows.push(row);
  }
  return rows;
}

/** Entries of several logs may stand in one thread, each log with numbers of its own. */
const placeOf = ({ conversation_id }: Entry, seq: number): string => `${conversation_id} ${seq}`;

/** What a list shows of a log: the newest entry that stands for itself, as it reads now. */
export function lastShown(entries: readonly Entry[]): Entry | null {
  const row = shownEntries(entries).at(-1);
  if (!row) return null;
  return row.isRecalled ? { ...row.entry, body: { kind: "recall", concerns: row.entry.seq } } : row.entry;
}

/** The same after one more entry. */
export function nextLast(last: Entry | null, entry: Entry): Entry | null {
  if (!isFolded(entry.body)) return entry;
  return last?.seq === entry.body.concerns ? lastShown([last, entry]) : last;
}

type Folded = Extract<Body, { kind: "recall" | "edit" | "card_changed" }>;

/** Whether an entry says something about an earlier one, rather than standing for itself. */
function isFolded(body: Body): body is Folded {
  return body.kind === "recall" || body.kind === "edit" || body.kind === "card_changed";
}

function fold(row: Shown, change: Folded): void {
  const { body } = row.entry;
  if (change.kind === "recall") row.isRecalled = true;
  else if (change.kind === "edit") {
    row.isEdited = true;
    row.entry = { ...row.entry, body: { kind: "text", text: change.text } };
  } else if (body.kind === "card" || (body.kind === "program" && body.state)) row.entry = { ...row.entry, body: { ...body, words: change.words, state: change.state } };
}
