/** What time it is in the lane, ticking, and what one may do about it. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { tellLaneTime } from "../shared/laneTime";
import { useAct } from "../shared/useAct";
import { advanceClock, holdClock, jumpToNext, letClockRun, useClock } from "./queries";
import { tellClock } from "./stream";
import type { LaneClock } from "./types";

export function useLaneClock() {
  const clock = useClock();
  const { data } = clock;
  useEffect(() => {
    if (data !== undefined) tellLaneTime(data.now, data.frozen);
  }, [data]);
  return clock;
}

export function useClockActs() {
  const client = useQueryClient();
  const onDone = useCallback((clock: LaneClock) => tellClock(client, clock), [client]);
  const refresh = [["lab", "state"], ["app"]];
  const advance = useAct({ run: advanceClock, onDone, refresh });
  const next = useAct({ run: jumpToNext, onDone, refresh });
  const hold = useAct({ run: (held: boolean) => (held ? holdClock() : letClockRun()), onDone });
  return { advance, next, hold, isBusy: advance.isPending || next.isPending || hold.isPending };
}
