/** A thread as rows to draw: day lines, notices, messages in runs, and what is still on its way. */
import { shownEntries, type Outgoing, type Shown, type Thread } from "@hutong/sync";
import { isSameDay } from "../app/time";

export type Row =
  | { kind: "day"; key: string; at: string }
  | { kind: "notice"; key: string; shown: Shown }
  | { kind: "message"; key: string; shown: Shown; isMine: boolean; endsRun: boolean }
  | { kind: "outgoing"; key: string; outgoing: Outgoing };

const RUN_MS = 3 * 60_000;

export function rowsOf(thread: Thread, outbox: readonly Outgoing[], selfId: string): Row[] {
  const rows: Row[] = [];
  let before: string | null = null;
  const arrived = new Set<string>();
  for (const shown of shownEntries(thread.entries)) {
    const { entry } = shown;
    if (!before || !isSameDay(before, entry.at)) rows.push({ kind: "day", key: `day ${entry.seq}`, at: entry.at });
    before = entry.at;
    if (entry.client_id) arrived.add(entry.client_id);
    const isMine = entry.sender?.kind === "person" && entry.sender.id === selfId;
    // What I sent keeps its key when it arrives, so that it does not blink.
    const key = isMine && entry.client_id ? entry.client_id : entry.id;
    if (entry.body.kind === "notice" || shown.isRecalled) rows.push({ kind: "notice", key, shown });
    else rows.push({ kind: "message", key, shown, isMine, endsRun: true });
  }
  for (const outgoing of outbox) {
    if (outgoing.conversationId !== thread.conversation.id || arrived.has(outgoing.clientId)) continue;
    if (before && !isSameDay(before, outgoing.at)) rows.push({ kind: "day", key: `day ${outgoing.clientId}`, at: outgoing.at });
    before = outgoing.at;
    rows.push({ kind: "outgoing", key: outgoing.clientId, outgoing });
  }
  return joinRuns(rows);
}

/** Messages of one side within three minutes stand closer together. */
function joinRuns(rows: Row[]): Row[] {
  return rows.map((row, index) => {
    const next = rows[index + 1];
    if (row.kind !== "message" || next?.kind !== "message") return row;
    const gap = Date.parse(next.shown.entry.at) - Date.parse(row.shown.entry.at);
    return { ...row, endsRun: next.isMine !== row.isMine || gap > RUN_MS };
  });
}
