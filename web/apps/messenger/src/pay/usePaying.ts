import { useCallback, useEffect, useRef, useState } from "react";
import { afterRefusal, newRequestId, type Stage } from "./paying";

const CHECK_EVERY_MS = 2_000;

export type Send<Receipt> = (requestId: string) => Promise<Receipt>;

/**
 * Sends one payment at a time. While nobody knows what became of it the very same request goes out again, so that
 * asking is never paying twice; a refusal makes the next try a request of its own.
 */
export function usePaying<Receipt>(canRetry?: (code: string) => boolean) {
  const [stage, setStage] = useState<Stage<Receipt>>({ is: "asking", refusal: null });
  const wish = useRef<{ id: string; send: Send<Receipt> } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      clearTimeout(timer.current);
    };
  }, []);

  const ask = useCallback(async function askOnce(): Promise<void> {
    const { current } = wish;
    if (!current) return;
    clearTimeout(timer.current);
    try {
      const receipt = await current.send(current.id);
      wish.current = null;
      if (isHere.current) setStage({ is: "paid", receipt });
    } catch (error) {
      const next = afterRefusal<Receipt>(error, canRetry);
      if (next.is === "checking") timer.current = setTimeout(() => void askOnce(), CHECK_EVERY_MS);
      else wish.current = null;
      if (isHere.current) setStage(next);
    }
  }, [canRetry]);
  const send = useCallback(
    (how: Send<Receipt>) => {
      if (wish.current) return;
      wish.current = { id: newRequestId(), send: how };
      setStage({ is: "sending" });
      void ask();
    },
    [ask],
  );
  const confirm = useCallback(() => setStage({ is: "confirming" }), []);
  const askAnew = useCallback(() => setStage({ is: "asking", refusal: null }), []);
  return { stage, send, confirm, askAnew };
}
