import { useOutletContext } from "react-router";
import type { ConsoleSession } from "../apps/types";

/** The session the shell has already fetched. */
export function useInstance(): { isLab: boolean; session: ConsoleSession } {
  const session = useOutletContext<ConsoleSession>();
  return { isLab: session.instance.mode === "lab", session };
}
