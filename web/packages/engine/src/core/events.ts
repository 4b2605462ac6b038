/** Events: from the view into the tree, and as user code gets them. */
import { Event } from "glass-easel";
import type { Element as TreeElement, ShadowedEvent } from "glass-easel";
import type { ViewEvent } from "../protocol/messages";
import { isRecord } from "./definitions";
import { elementOf } from "./faces";

interface Extra {
  viewTime?: number;
  touches?: unknown[];
  changedTouches?: unknown[];
  offsets?: Map<number, { offsetLeft: number; offsetTop: number }>;
  /** What handlers gave back, for events that answer (input). */
  returned?: unknown[];
}

type Dispatched = ShadowedEvent<unknown> & { extraFields?: Extra };

/** Sends an event of the view through the tree; gives what the handlers returned. */
export function dispatch(element: TreeElement, message: ViewEvent): unknown[] {
  const extra: Extra = { viewTime: message.timeStamp, returned: [] };
  if (message.touches !== undefined) extra.touches = message.touches;
  if (message.changedTouches !== undefined) extra.changedTouches = message.changedTouches;
  if (message.offsets !== undefined) extra.offsets = offsetsOf(message.offsets);
  const event = new Event(message.type, message.detail, {
    bubbles: message.bubbles,
    composed: message.composed,
    capturePhase: true,
    extraFields: extra as Record<string, unknown>,
  });
  Event.dispatchEvent(element, event);
  return extra.returned ?? [];
}

function offsetsOf(flat: number[]): Map<number, { offsetLeft: number; offsetTop: number }> {
  const offsets = new Map<number, { offsetLeft: number; offsetTop: number }>();
  for (let at = 0; at + 2 < flat.length; at += 3) {
    offsets.set(flat[at] as number, { offsetLeft: flat[at + 1] as number, offsetTop: flat[at + 2] as number });
  }
  return offsets;
}

/** The plain object a handler gets. */
export function plainEvent(event: ShadowedEvent<unknown>, numberOf: (element: TreeElement) => number): Record<string, unknown> {
  const extra = (event as Dispatched).extraFields ?? ({} as Extra);
  const place = (target: unknown): Record<string, unknown> => {
    const element = elementOf(target);
    const offset = extra.offsets?.get(numberOf(element));
    return { id: element.id, offsetLeft: offset?.offsetLeft ?? 0, offsetTop: offset?.offsetTop ?? 0, dataset: { ...element.dataset } };
  };
  const plain: Record<string, unknown> = {
    type: event.type,
    timeStamp: extra.viewTime ?? event.timeStamp,
    target: place(event.target),
    currentTarget: place(event.currentTarget),
    mark: event.mark ?? {},
    detail: event.detail,
    mut: false,
  };
  besideDetail(plain, event.detail);
  if (extra.touches !== undefined) plain.touches = extra.touches;
  if (extra.changedTouches !== undefined) plain.changedTouches = extra.changedTouches;
  return plain;
}

/** Events of a map have some of their detail beside it as well; a change of region is named by what it is. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  regionchange: ["type", "causedBy"],
  markertap: ["markerId"],
  callouttap: ["markerId"],
  labeltap: ["markerId"],
  controltap: ["controlId"],
};

function besideDetail(plain: Record<string, unknown>, detail: unknown): void {
  const names = BESIDE[String(plain.type)];
  if (names === undefined || !isRecord(detail)) return;
  for (const name of names) if (detail[name] !== undefined) plain[name] = detail[name];
}

export function keepReturn(event: ShadowedEvent<unknown>, value: unknown): void {
  (event as Dispatched).extraFields?.returned?.push(value);
}
