/** From something that happened on a node to the WXS above it and to the core. */
import { Listen } from "../../protocol/ops";
import type { TouchPoint, ViewToCore } from "../../protocol/messages";
import { upwards } from "../nodes";
import type { ViewNode, WxsBinding } from "../nodes";

export interface Happening {
  type: string;
  detail: unknown;
  touches?: TouchPoint[];
  changedTouches?: TouchPoint[];
  bubbles: boolean;
  composed: boolean;
  trusted?: boolean;
  /** The core is told even if nobody seems to listen: hosts without an element may. */
  always?: boolean;
  extra?: Record<string, unknown>;
}

export interface DispatcherHost {
  send(message: ViewToCore): void;
  /** False: the function asked to go no further. */
  wxs(binding: WxsBinding, current: ViewNode, target: ViewNode, happening: Happening): boolean;
  failed(error: unknown): void;
}

const CATCHES = Listen.CATCH | Listen.CAPTURE_CATCH;

export class Dispatcher {
  constructor(private readonly host: DispatcherHost) {}

  fire(node: ViewNode, happening: Happening): void {
    const path = upwards(node);
    this.runWxs(path, node, happening);
    const offsets = this.offsets(path, happening);
    if (offsets.length === 0) {
      if (happening.always !== true) return;
      offsets.push(node.number, node.element.offsetLeft, node.element.offsetTop);
    }
    this.host.send({
      t: "event",
      node: node.number,
      type: happening.type,
      detail: happening.detail,
      ...(happening.touches === undefined ? {} : { touches: happening.touches }),
      ...(happening.changedTouches === undefined ? {} : { changedTouches: happening.changedTouches }),
      bubbles: happening.bubbles,
      composed: happening.composed,
      timeStamp: performance.now(),
      offsets,
      ...(happening.trusted === true ? { trusted: true } : {}),
      ...happening.extra,
    });
  }

  isListened(node: ViewNode, type: string): boolean {
    return upwards(node).some((one) => one.listeners?.has(type) === true || one.wxs?.has(type) === true);
  }

  private runWxs(path: readonly ViewNode[], target: ViewNode, happening: Happening): void {
    const type = happening.type;
    const reach = happening.bubbles ? path : path.slice(0, 1);
    const captures = path.filter((one) => isCapture(one.wxs?.get(type)));
    for (const one of captures.reverse()) if (!this.runOne(one, target, happening)) return;
    for (const one of reach) {
      const binding = one.wxs?.get(type);
      if (binding !== undefined && !isCapture(binding) && !this.runOne(one, target, happening)) return;
      if (((one.listeners?.get(type) ?? 0) & CATCHES) !== 0) return;
    }
  }

  private runOne(current: ViewNode, target: ViewNode, happening: Happening): boolean {
    const binding = current.wxs?.get(happening.type);
    if (binding === undefined) return true;
    try {
      return this.host.wxs(binding, current, target, happening) && (binding.flags & CATCHES) === 0;
    } catch (error) {
      this.host.failed(error);
      return true;
    }
  }

  /** Where the target and everybody who listens stand; empty when nobody listens. */
  private offsets(path: readonly ViewNode[], { type, bubbles }: Happening): number[] {
    const target = path[0];
    if (target === undefined) return [];
    const found: number[] = [];
    for (const one of path) {
      const flags = one.listeners?.get(type);
      if (flags === undefined) continue;
      if (!bubbles && one !== target && (flags & (Listen.CAPTURE | Listen.CAPTURE_CATCH)) === 0) continue;
      found.push(one.number, one.element.offsetLeft, one.element.offsetTop);
    }
    if (found.length > 0 && found[0] !== target.number) {
      found.unshift(target.number, target.element.offsetLeft, target.element.offsetTop);
    }
    return found;
  }
}

function isCapture(binding: WxsBinding | undefined): boolean {
  return binding !== undefined && (binding.flags & (Listen.CAPTURE | Listen.CAPTURE_CATCH)) !== 0;
}
