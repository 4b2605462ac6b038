/** What stands above a page, such as `<page-container>`: the way back closes it first. */
import { number } from "../desk";
import type { Desk, Handler } from "../desk";

export interface Layers {
  handler: Handler;
  /** Closes the one on top; false when there is none. */
  close(): boolean;
}

export function layers({ shell }: Pick<Desk, "shell">): Layers {
  const open = new Map<number, (answer: "close" | null) => void>();
  function gone(node: number, answer: "close" | null): void {
    open.get(node)?.(answer);
    open.delete(node);
    shell.layers?.(open.size);
  }
  return {
    handler: (args) => {
      const node = number(args.node, 0);
      gone(node, null);
      if (args.open !== true) return null;
      // Answered when it is to go.
      return new Promise((resolve) => {
        open.set(node, resolve);
        shell.layers?.(open.size);
      });
    },
    close: () => {
      const top = [...open.keys()].at(-1);
      if (top !== undefined) gone(top, "close");
      return top !== undefined;
    },
  };
}
