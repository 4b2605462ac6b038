/** Runs WXS in the view: handlers of events and of changed properties, without asking the core. */
import type { ViewToCore } from "../../protocol/messages";
import type { Happening } from "../events/dispatcher";
import type { Nodes, ViewNode, WxsBinding } from "../nodes";
import { runScript } from "../trust";
import { Instances } from "./instances";
import { Modules } from "./modules";

export interface WxsHostNeeds {
  send(message: ViewToCore): void;
  failed(error: unknown): void;
}

export class WxsHost {
  private readonly modules: Modules;
  private readonly instances: Instances;

  constructor(
    private readonly nodes: Nodes,
    private readonly needs: WxsHostNeeds,
  ) {
    this.modules = new Modules(runScript, (error) => needs.failed(error));
    this.instances = new Instances(nodes, (message) => needs.send(message));
  }

  /** The view code of a package. */
  learn(code: string): void {
    this.modules.run(code);
  }

  /** False when the function asked the event to stop. */
  handle(binding: WxsBinding, current: ViewNode, target: ViewNode, happening: Happening): boolean {
    const run = this.modules.find(binding.module, binding.name);
    if (run === null) return true;
    const event = {
      type: happening.type,
      timeStamp: performance.now(),
      target: face(target),
      currentTarget: face(current),
      detail: happening.detail,
      touches: happening.touches ?? [],
      changedTouches: happening.changedTouches ?? [],
      instance: this.instances.of(current.number),
    };
    return run(event, this.instances.of(binding.owner)) !== false;
  }

  changed(node: ViewNode, name: string, value: unknown, old: unknown): void {
    const binding = node.changes?.get(name);
    const run = binding === undefined ? null : this.modules.find(binding.module, binding.name);
    if (binding === undefined || run === null) return;
    // The elements of the batch must stand before a script looks at them.
    queueMicrotask(() => {
      try {
        if (this.nodes.element(node.number) === node) run(value, old, this.instances.of(binding.owner), this.instances.of(node.number));
      } catch (error) {
        this.needs.failed(error);
      }
    });
  }
}

function face(node: ViewNode): Record<string, unknown> {
  return {
    id: node.element.id,
    dataset: { ...node.dataset },
    offsetLeft: node.element.offsetLeft,
    offsetTop: node.element.offsetTop,
  };
}
