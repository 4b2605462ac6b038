/** The browser's own way back leads through the pages of a program first: each page above the first is a step of the history. */
import { useEffect, useRef } from "react";
import { stepBack } from "../../app/stepBack";
import { isProgramPath } from "./behind";
import { stepsFor } from "./historySteps";

interface Wish {
  key: number;
  /** How many pages the program has open, with what stands above the one on top. */
  depth: number;
  isFront: boolean;
  onBack: () => void;
}

interface Marked {
  program: number;
  depth: number;
}

const MARK = "hutong.program";

export function useHistoryDepth({ key, depth, isFront, onBack }: Wish): void {
  const pushed = useRef(0);
  const ours = useRef(0);
  const back = useRef(onBack);
  useEffect(() => {
    back.current = onBack;
  });
  useEffect(() => {
    // In front again, what counts is where the history is now.
    if (isFront) pushed.current = levelIn(history.state, key);
  }, [key, isFront]);
  useEffect(() => {
    if (!isFront || depth === 0) return;
    const { push, go } = stepsFor(pushed.current, depth - 1);
    for (const level of push) history.pushState({ [MARK]: { program: key, depth: level } satisfies Marked }, "", location.href);
    if (go < 0) {
      ours.current += 1;
      stepBack(-go);
    }
    pushed.current = depth - 1;
  }, [key, depth, isFront]);
  useEffect(() => {
    if (!isFront) return;
    const pop = ({ state }: PopStateEvent) => {
      if (ours.current > 0) {
        ours.current -= 1;
        return;
      }
      const level = levelIn(state, key);
      // Out of the program is not back in it.
      if (level >= pushed.current || !isProgramPath(location.pathname)) return;
      pushed.current = level;
      back.current();
    };
    window.addEventListener("popstate", pop);
    return () => window.removeEventListener("popstate", pop);
  }, [key, isFront]);
}

function levelIn(state: unknown, key: number): number {
  const marked = (state as Record<string, Marked> | null)?.[MARK];
  return marked?.program === key ? marked.depth : 0;
}

/** Whether the history led to a step where one has been before, and marks it for the next time. */
export function wasHere(): boolean {
  const state = history.state as Record<string, unknown> | null;
  if (state?.[MARK] !== undefined) return true;
  history.replaceState({ ...state, [MARK]: { program: 0, depth: 0 } satisfies Marked }, "", location.href);
  return false;
}

/** How many steps of the history belong to the page one is on: so many back lie before the program. */
export function stepsHere(): number {
  return ((history.state as Record<string, Marked> | null)?.[MARK]?.depth ?? 0) + 1;
}
