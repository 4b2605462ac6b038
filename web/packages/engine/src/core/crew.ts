/**
 * A worker of the program's own: this same script beside the same packages, in a second worker that the view starts. It has
 * no pages and no wx, only `worker`, by which it talks with the program over a port of theirs.
 */
import type { Line } from "./links";
import { Modules } from "./modules";
import type { Definer } from "./modules";
import { messageOf } from "./program";

export type CrewMessage = { t: "message"; data: unknown } | { t: "error"; message: string };

export interface Crew {
  definer: Definer;
  /** Runs the script it was made for; what the packages define has to be there. */
  begin(): void;
}

export function crew(path: string, line: Line, scope: Record<string, unknown>): Crew {
  const listeners = new Set<(data: unknown) => void>();
  const say = (message: CrewMessage): void => line.postMessage(message);
  const report = (error: unknown): void => say({ t: "error", message: messageOf(error) });
  const modules = new Modules({ report, load: () => Promise.resolve(false) });
  scope.worker = {
    postMessage: (data: unknown) => say({ t: "message", data }),
    onMessage: (listener: (data: unknown) => void) => void listeners.add(listener),
    env: { USER_DATA_PATH: "wxfile://usr" },
  };
  const nothing = (): void => undefined;
  return {
    definer: { define: (...one) => modules.define(...one), template: nothing, wxs: nothing, more: nothing, templates: {}, script: nothing },
    begin: () => {
      if (!modules.has(`${path}.js`)) return report(new Error(`there is no script "${path}.js" for a worker`));
      modules.runFile(path);
      line.onmessage = ({ data }) => {
        for (const listener of listeners) {
          try {
            listener((data as { data: unknown }).data);
          } catch (error) {
            report(error);
          }
        }
      };
    },
  };
}
