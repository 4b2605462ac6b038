/** What a browser keeps of a device over a reload, for when there is no line: the newest of each thread, for its own person alone. */
import type { State, Thread } from "./state";

const MOST_ENTRIES = 50;
const MOST_THREADS = 200;

/** As it lies in the storage; `session` is whatever the app wants to find again. */
export interface Kept<Session> {
  session: Session;
  personalSeq: number;
  threads: Thread[];
}

export function toKeep<Session>(session: Session, state: State): Kept<Session> {
  const newest = [...state.threads.values()].sort((a, b) => ((a.conversation.last?.at ?? "") < (b.conversation.last?.at ?? "") ? 1 : -1));
  return {
    session,
    personalSeq: state.personalSeq,
    threads: newest.slice(0, MOST_THREADS).map((thread) => ({
      ...thread,
      entries: thread.entries.slice(-MOST_ENTRIES),
      hasOlder: thread.hasOlder || thread.entries.length > MOST_ENTRIES,
    })),
  };
}

export function fromKept({ personalSeq, threads }: Kept<unknown>): Pick<State, "threads" | "personalSeq"> {
  return { personalSeq, threads: new Map(threads.map((thread) => [thread.conversation.id, thread])) };
}
