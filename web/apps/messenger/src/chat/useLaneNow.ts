import { useState } from "react";
import { useDeviceState, useSession } from "../app/session";

/**
 * What time the lane thinks it is. A lab may have moved its clock; the newest message is a better witness than the
 * time noted when this page was opened.
 */
export function useLaneNow(): number {
  const { session } = useSession();
  const state = useDeviceState();
  const [offsetMs] = useState(() => Date.parse(session.lane_time) - Date.now());
  let newest = currentTime() + offsetMs;
  for (const { conversation } of state.threads.values()) {
    if (conversation.last) newest = Math.max(newest, Date.parse(conversation.last.at));
  }
  // By the minute, so that rows which show it are not drawn anew with every change.
  return Math.floor(newest / MINUTE_MS) * MINUTE_MS;
}

const MINUTE_MS = 60_000;
const currentTime = (): number => Date.now();
