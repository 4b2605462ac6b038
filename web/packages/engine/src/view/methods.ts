/** Methods the core calls on nodes: the component's own, and what every element can do. */
import type { Handover } from "./components/component";
import type { ViewNode } from "./nodes";

export type Answered = (result: unknown, transfer: Transferable[]) => void;

export function callMethod(node: ViewNode | null, name: string, args: unknown[], answered: Answered): void {
  if (node !== null && node.coming !== null) return void node.coming.then(() => callMethod(node, name, args, answered));
  const given = args[0];
  // A bare argument, `video.seek(30)`, goes by the name of value; those after it, `format("color", "red")`, are the rest.
  const record = typeof given === "object" && given !== null ? (given as Record<string, unknown>) : { value: given, ...(args.length > 1 ? { rest: args.slice(1) } : {}) };
  let result: unknown;
  try {
    result = node?.component?.method?.(name, record);
  } catch (error) {
    return answered({ error: String(error) }, []);
  }
  void Promise.resolve(result).then(
    (done) => hand(done, answered),
    (error: unknown) => answered({ error: String(error) }, []),
  );
}

function hand(result: unknown, answered: Answered): void {
  if (typeof result === "object" && result !== null && "handover" in result) {
    const handed = result as Handover;
    return answered(handed.handover, handed.transfer);
  }
  answered(result ?? null, []);
}
