/** What a person saw of a call: what they had said just before, and what came to them in the minute after. */
import type { AppMessage } from "../../official/types";

const beforeMs = 10_000;
const afterMs = 60_000;

export function seenAround(messages: AppMessage[], laneAt: string): AppMessage[] {
  const at = Date.parse(laneAt);
  return messages
    .filter((one) => Date.parse(one.at) >= at - beforeMs && Date.parse(one.at) <= at + afterMs)
    .sort((one, other) => one.seq - other.seq);
}
