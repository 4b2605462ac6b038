import { useOutletContext } from "react-router";
import type { ConsoleSession } from "../apps/types";

/** The session the shell has already fetched. */
export function useInstance(): { isLab: boolean; mayGrant: boolean; session: ConsoleSession } {
  const session = useOutletContext<ConsoleSession>();
  // Verifying and granting is for whoever runs the place: anybody in a lab, an operator in a live instance.
  return { isLab: session.instance.mode === "lab", mayGrant: session.actor.kind !== "person", session };
}
