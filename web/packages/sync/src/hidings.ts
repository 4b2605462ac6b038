/** What a person deletes for themselves: out of sight at once, told to the server when it can no longer be undone. */
import { Unreachable } from "@hutong/api";
import type { SyncApi } from "./ports";
import { withDeleted } from "./fold";
import type { Hiding, State } from "./state";

/** As long as the offer to undo is on screen. */
export const UNDO_MS = 8_000;

interface HidingPorts {
  api: Pick<SyncApi, "clearHistory" | "deleteForMe">;
  state: () => State;
  put: (state: State) => void;
  later: (name: string, ms: number, run: () => unknown) => void;
  cancel: (name: string) => void;
}

export class Hidings {
  constructor(private readonly ports: HidingPorts) {}

  /** Answers how to undo it. */
  hide(hiding: Hiding): () => void {
    const { state, put, later, cancel } = this.ports;
    put({ ...state(), hidings: [...state().hidings, hiding] });
    later(hiding.key, UNDO_MS, () => void this.tell(hiding));
    return () => {
      cancel(hiding.key);
      this.show(hiding);
    };
  }

  /** Tell everything now. */
  settle(): void {
    for (const hiding of this.ports.state().hidings) void this.tell(hiding);
  }

  private async tell(hiding: Hiding): Promise<void> {
    const { key, conversationId, seqs, through } = hiding;
    const { api, cancel, later } = this.ports;
    cancel(key);
    try {
      await (through > 0 ? api.clearHistory(conversationId, through) : api.deleteForMe(conversationId, seqs));
      this.delete(hiding);
      this.show(hiding);
    } catch (error) {
      // Off-line it is told later; a refusal brings the messages back.
      if (error instanceof Unreachable) later(key, UNDO_MS, () => void this.tell(hiding));
      else this.show(hiding);
    }
  }

  private delete({ conversationId, seqs, through }: Hiding): void {
    const changes =
      through > 0 ? [{ kind: "cleared" as const, value: { cleared_to: through } }] : seqs.map((seq) => ({ kind: "removed" as const, value: { seq } }));
    let next = this.ports.state();
    for (const change of changes) next = withDeleted(next, { ...change, seq: 0, conversation_id: conversationId });
    this.ports.put(next);
  }

  private show(hiding: Hiding): void {
    const state = this.ports.state();
    this.ports.put({ ...state, hidings: state.hidings.filter((one) => one !== hiding) });
  }
}
