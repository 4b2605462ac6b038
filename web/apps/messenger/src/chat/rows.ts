/** A thread as rows to draw: day lines, notices, messages in runs, and what is still on its way. */
import type { Entry } from "@hutong/api";
import { shownEntries, type Outgoing, type Shown, type Thread } from "@hutong/sync";

export type Row =
  | { kind: "day"; key: string; seq: number; at: string }
  | { kind: "notice"; key: string; seq: number; shown: Shown }
  | { kind: "message"; key: string; seq: number; shown: Shown; isMine: boolean; startsRun: boolean; endsRun: boolean }
  | { kind: "outgoing"; key: string; seq: number; outgoing: Outgoing };

export interface Chunk {
  key: number;
  rows: readonly Row[];
}

const RUN_MS = 3 * 60_000;
const CHUNK = 40;

export function rowsOf(thread: Thread, outbox: readonly Outgoing[], selfId: string): Row[] {
  const rows: Row[] = [];
  const isNewDay = dayCounter();
  const arrived = new Set<string>();
  const placeOf = placer(thread.entries);
  for (const shown of shownEntries(thread.entries)) {
    const { entry } = shown;
    const seq = placeOf(entry);
    if (isNewDay(entry.at)) rows.push({ kind: "day", key: `day ${seq}`, seq, at: entry.at });
    if (entry.client_id) arrived.add(entry.client_id);
    const isMine = entry.sender?.kind === "person" && entry.sender.id === selfId;
    // What I sent keeps its key when it arrives, so that it does not blink.
    const key = isMine && entry.client_id ? entry.client_id : entry.id;
    if (entry.body.kind === "notice" || shown.isRecalled) rows.push({ kind: "notice", key, seq, shown });
    else rows.push({ kind: "message", key, seq, shown, isMine, startsRun: true, endsRun: true });
  }
  for (const outgoing of outbox) {
    if (outgoing.conversationId !== thread.conversation.id || arrived.has(outgoing.clientId)) continue;
    if (isNewDay(outgoing.at) && rows.length > 0) rows.push({ kind: "day", key: `day ${outgoing.clientId}`, seq: Infinity, at: outgoing.at });
    rows.push({ kind: "outgoing", key: outgoing.clientId, seq: Infinity, outgoing });
  }
  return joinRuns(rows);
}

/** A place in the thread that stays when older messages come in: an account's thread has two logs, of which it is the sum. */
function placer(entries: readonly Entry[]): (entry: Entry) => number {
  const reached = new Map<string, number>();
  for (const { conversation_id, seq } of entries) if (!reached.has(conversation_id)) reached.set(conversation_id, seq - 1);
  let place = [...reached.values()].reduce((sum, seq) => sum + seq, 0);
  return ({ conversation_id, seq }) => {
    place += seq - (reached.get(conversation_id) ?? 0);
    reached.set(conversation_id, seq);
    return place;
  };
}

/** Says of one time after another whether it begins another day here; the calendar is asked only when it does. */
function dayCounter(): (at: string) => boolean {
  let [from, to] = [Infinity, -Infinity];
  return (at) => {
    const time = Date.parse(at);
    if (time >= from && time < to) return false;
    const day = new Date(time);
    from = new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
    to = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
    return true;
  };
}

/** Rows in pieces that keep their borders when older ones come in above: what is far off the screen is not drawn. */
export function chunksOf(rows: readonly Row[]): Chunk[] {
  const chunks: { key: number; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = chunks.at(-1);
    const key = Number.isFinite(row.seq) ? Math.floor(row.seq / CHUNK) : (last?.key ?? 0);
    if (last?.key === key) last.rows.push(row);
    else chunks.push({ key, rows: [row] });
  }
  return chunks;
}

/** Keeps the objects of rows and chunks that have not changed, so that a new message draws itself alone. */
export function makeKeeper(): (chunks: Chunk[]) => Chunk[] {
  let kept = new Map<number, Chunk>();
  return (chunks) => {
    const next = chunks.map((chunk) => keep(kept.get(chunk.key), chunk));
    kept = new Map(next.map((chunk) => [chunk.key, chunk]));
    return next;
  };
}

function keep(before: Chunk | undefined, now: Chunk): Chunk {
  if (!before) return now;
  const known = new Map(before.rows.map((row) => [row.key, row]));
  const rows = now.rows.map((row) => {
    const held = known.get(row.key);
    return held && isSame(held, row) ? held : row;
  });
  const isWhole = rows.length === before.rows.length && rows.every((row, index) => row === before.rows[index]);
  return isWhole ? before : { key: now.key, rows };
}

function isSame(a: Row, b: Row): boolean {
  if (a.kind === "outgoing" && b.kind === "outgoing") return a.outgoing === b.outgoing;
  if (a.kind === "day" && b.kind === "day") return a.at === b.at;
  if (a.kind === "notice" && b.kind === "notice") return isSameShown(a.shown, b.shown);
  return a.kind === "message" && b.kind === "message" && a.isMine === b.isMine && a.startsRun === b.startsRun && a.endsRun === b.endsRun && isSameShown(a.shown, b.shown);
}

/** An edit makes a new entry of an old one; the body tells. */
const isSameShown = (a: Shown, b: Shown): boolean =>
  (a.entry === b.entry || (a.entry.id === b.entry.id && sameText(a, b))) && a.isEdited === b.isEdited && a.isRecalled === b.isRecalled;

const sameText = (a: Shown, b: Shown): boolean => a.entry.body.kind === "text" && b.entry.body.kind === "text" && a.entry.body.text === b.entry.body.text;

/** Messages of one sender within three minutes stand closer together. */
function joinRuns(rows: Row[]): Row[] {
  return rows.map((row, index) => {
    if (row.kind !== "message") return row;
    const [before, next] = [rows[index - 1], rows[index + 1]];
    return { ...row, startsRun: !before || !isOneRun(before, row), endsRun: !next || !isOneRun(row, next) };
  });
}

function isOneRun(a: Row, b: Row): boolean {
  if (a.kind !== "message") return false;
  if (b.kind === "outgoing") return a.isMine && !isLater(a.shown.entry.at, b.outgoing.at);
  if (b.kind !== "message" || a.shown.entry.sender?.id !== b.shown.entry.sender?.id) return false;
  return a.isMine === b.isMine && !isLater(a.shown.entry.at, b.shown.entry.at);
}

const isLater = (a: string, b: string): boolean => Date.parse(b) - Date.parse(a) > RUN_MS;
