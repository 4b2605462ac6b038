import { useCallback, useEffect, useRef, useState } from "react";
import { CannotRecord, LONGEST_SECONDS, record, SHORTEST_SECONDS, TAP_MS, type Recording, type Refusal } from "./recorder";

export type RecordingState = { is: "idle" } | { is: "asking" } | { is: "recording"; isHeld: boolean; willCancel: boolean };

interface Ends {
  onDone: (bytes: Blob, seconds: number) => void;
  onRefused: (why: Refusal) => void;
  onTooShort: () => void;
}

/** Hold to speak and let go to send, or tap, speak and tap Send; sliding away while holding throws it away. */
export function useRecording({ onDone, onRefused, onTooShort }: Ends) {
  const [state, setState] = useState<RecordingState>({ is: "idle" });
  const recording = useRef<Recording | null>(null);
  const pressedAt = useRef(0);
  const isPressed = useRef(false);
  const isWanted = useRef(false);

  const drop = useCallback(() => {
    isWanted.current = false;
    recording.current?.cancel();
    recording.current = null;
    setState({ is: "idle" });
  }, []);
  const finish = useCallback(async () => {
    const held = recording.current;
    if (!held) return drop();
    recording.current = null;
    isWanted.current = false;
    setState({ is: "idle" });
    const { bytes, seconds } = await held.stop();
    if (seconds < SHORTEST_SECONDS || bytes.size === 0) onTooShort();
    else onDone(bytes, Math.min(seconds, LONGEST_SECONDS));
  }, [drop, onDone, onTooShort]);

  const start = async (isHeld: boolean) => {
    isWanted.current = true;
    setState({ is: "asking" });
    try {
      const begun = await record();
      // The question for the microphone may outlive the wish to speak.
      if (!isWanted.current) return begun.cancel();
      recording.current = begun;
      setState({ is: "recording", isHeld: isHeld && isPressed.current, willCancel: false });
    } catch (error) {
      drop();
      onRefused(error instanceof CannotRecord ? error.why : "busy");
    }
  };

  useEffect(() => drop, [drop]);
  useEffect(() => {
    if (state.is !== "recording") return;
    const timer = setTimeout(() => void finish(), LONGEST_SECONDS * 1_000 - (recording.current?.seconds() ?? 0) * 1_000);
    return () => clearTimeout(timer);
  }, [state.is, finish]);

  return {
    state,
    recording,
    drop,
    finish,
    tap: () => void start(false),
    press: () => {
      pressedAt.current = Date.now();
      isPressed.current = true;
      void start(true);
    },
    move: (isAway: boolean) => setState((before) => (before.is === "recording" && before.isHeld ? { ...before, willCancel: isAway } : before)),
    release: () => {
      const wasTap = Date.now() - pressedAt.current < TAP_MS;
      isPressed.current = false;
      if (state.is === "recording" && state.isHeld && state.willCancel) drop();
      else if (state.is === "recording" && state.isHeld && !wasTap) void finish();
      else setState((before) => (before.is === "recording" ? { ...before, isHeld: false } : before));
    },
  };
}
