import { useCallback, useEffect, useState } from "react";

export type Answer<T> = { state: "waiting" } | { state: "failed"; error: unknown } | { state: "here"; value: T };

/** Ask once per `key` and keep the answer; a late answer to an old question is dropped. */
export function useAnswer<T>(key: string, ask: () => Promise<T>): Answer<T> & { again: () => void } {
  const [held, setHeld] = useState<{ key: string; answer: Answer<T> }>({ key, answer: { state: "waiting" } });
  const [round, setRound] = useState(0);

  useEffect(() => {
    let isWanted = true;
    ask().then(
      (value) => isWanted && setHeld({ key, answer: { state: "here", value } }),
      (error: unknown) => isWanted && setHeld({ key, answer: { state: "failed", error } }),
    );
    return () => {
      isWanted = false;
    };
    // `ask` is a new function each time it is drawn; the key says when the question is another one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, round]);

  const again = useCallback(() => setRound((before) => before + 1), []);
  const answer: Answer<T> = held.key === key ? held.answer : { state: "waiting" };
  return { ...answer, again };
}
