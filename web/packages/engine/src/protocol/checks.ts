/** Shape checks at the ends of the ports: whoever receives asks before it believes. */
import { CORE_TO_VIEW, VIEW_TO_CORE } from "./messages";
import type { CoreToHost, CoreToView, HostToCore, ViewToCore } from "./messages";

type Shape = Record<string, unknown>;

export function isRecord(value: unknown): value is Shape {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isName = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length <= 100;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

export function isCoreToHost(value: unknown): value is CoreToHost {
  if (!isRecord(value)) return false;
  if (value.t === "call") return isCount(value.id) && isName(value.api);
  return value.t === "tell" && isName(value.name);
}

export function isHostToCore(value: unknown): value is HostToCore {
  if (!isRecord(value)) return false;
  if (value.t === "done") return isCount(value.id) && (value.ok === true || (value.ok === false && typeof value.errMsg === "string"));
  return value.t === "event" && isName(value.name);
}

export function isCoreToView(value: unknown): value is CoreToView {
  if (!isRecord(value) || !(CORE_TO_VIEW as readonly unknown[]).includes(value.t)) return false;
  return value.t === "ops" ? Array.isArray(value.ops) : true;
}

const VIEW_CHECKS: Record<string, (message: Shape) => boolean> = {
  event: (m) => isCount(m.node) && typeof m.type === "string" && typeof m.timeStamp === "number",
  value: (m) => isCount(m.node) && typeof m.name === "string",
  answer: (m) => isCount(m.id),
  flushed: (m) => isCount(m.id),
  open: (m) => isCount(m.node) && typeof m.openType === "string" && isRecord(m.data),
  navigate: (m) => isCount(m.node) && isRecord(m.data),
  scroll: (m) => isCount(m.page) && typeof m.top === "number",
  bottom: (m) => isCount(m.page),
  pull: (m) => isCount(m.page),
  ready: (m) => isCount(m.page),
  resize: (m) => isCount(m.page) && isRecord(m.size),
  seen: (m) => isCount(m.id) && isCount(m.node) && isRecord(m.data),
  media: (m) => isCount(m.id) && typeof m.matches === "boolean",
  wxs: (m) => isCount(m.component) && (m.kind === "call" ? typeof m.method === "string" : m.kind === "trigger" && typeof m.type === "string"),
  error: (m) => typeof m.message === "string",
};

export function isViewToCore(value: unknown): value is ViewToCore {
  if (!isRecord(value) || !(VIEW_TO_CORE as readonly unknown[]).includes(value.t)) return false;
  return VIEW_CHECKS[value.t as string]?.(value) ?? false;
}
