/** What the core tells without being asked, and what is remembered of it. */
import { isRecord } from "../protocol";
import type { ErrorReport, NavigationState, StackState } from "../protocol";
import type { NetworkTells } from "./calls/network";
import type { Sharing } from "./calls/share";
import type { Device } from "./device";
import type { Files } from "./files";
import type { Counting } from "./measures";
import { errorOf, lineOf, nameOf, navigationOf, stackOf, tabBarOf, timingReportOf } from "./shapes";
import type { Shell } from "./shell";
import type { Storage } from "./storage";

/** The page on top, as a driver sees it. */
export interface Inspected {
  path: string;
  query: Record<string, string>;
  data: unknown;
}

const INSPECTION_MS = 5_000;
const MOST_ERRORS = 200;
const MOST_MISSING = 500;

type Facts = Record<string, unknown>;

export class Hearing {
  readonly errors: ErrorReport[] = [];
  readonly missing = new Set<string>();
  stack: StackState = { pages: [] };
  navigation: NavigationState | undefined;
  network: NetworkTells | undefined;
  sharing: Sharing | undefined;
  readonly #inspections = new Map<number, (seen: Inspected) => void>();
  #asked = 0;

  constructor(
    private readonly shell: Shell,
    private readonly counting: Counting,
    private readonly files: Files,
    private readonly storage: Storage,
    private readonly device: Device,
    private readonly isShown: () => boolean,
  ) {}

  /** Names that are not in the table mean nothing. */
  told(name: string, data: unknown): void {
    if (Object.hasOwn(this.#meanings, name)) this.#meanings[name]?.(data, isRecord(data) ? data : {});
  }

  /** Asks for the page on top; `say` sends the question on. */
  inspect(say: (ask: number) => void): Promise<Inspected> {
    this.#asked += 1;
    const ask = this.#asked;
    return new Promise((resolve, reject) => {
      const calm = this.device.after(INSPECTION_MS, () => {
        this.#inspections.delete(ask);
        reject(new Error("the program does not answer"));
      });
      this.#inspections.set(ask, (seen) => {
        calm();
        this.#inspections.delete(ask);
        resolve(seen);
      });
      say(ask);
    });
  }

  readonly #meanings: Readonly<Record<string, (data: unknown, facts: Facts) => void>> = {
    navigation: (data) => {
      this.navigation = navigationOf(data);
      this.shell.navigation(this.navigation);
    },
    tabBar: (data) => this.shell.tabBar(tabBarOf(data, (path) => this.files.address(path))),
    stack: (data) => this.#stacked(stackOf(data)),
    pageReady: () => this.shell.ready(),
    error: (data) => this.#failed(errorOf(data)),
    missing: (_, { api }) => {
      if (this.missing.size < MOST_MISSING) this.missing.add(nameOf(api));
      this.counting.missing(nameOf(api));
    },
    timing: (data) => this.counting.timing(timingReportOf(data)),
    console: (data) => this.shell.console(lineOf(data)),
    log: (data) => this.shell.console(lineOf(data)),
    // What a program counts for itself goes to nobody but whoever develops it.
    report: (_, { name, id }) => this.shell.console({ level: "info", args: [`${String(name)} ${String(id)}`] }),
    exit: () => this.shell.exit(),
    storage: (_, facts) => void this.storage.change(facts).catch(() => this.shell.console({ level: "error", args: ["storage could not be kept"] })),
    shared: (_, facts) => this.sharing?.told(facts),
    abort: (_, { task }) => this.network?.abort(Number(task)),
    socket: (_, facts) => this.network?.socket(facts),
    inspected: (_, { ask, path, query, data }) => this.#inspections.get(Number(ask))?.({ path: String(path), query: (query ?? {}) as Inspected["query"], data }),
  };

  #stacked(stack: StackState): void {
    const before = this.stack.pages.at(-1)?.page;
    this.stack = stack;
    const top = stack.pages.at(-1);
    if (top && top.page !== before) this.counting.visit(top.path);
    if (top && this.isShown()) this.counting.looksAt(top.path);
    this.shell.stack(stack);
  }

  #failed(error: ErrorReport): void {
    if (this.errors.length < MOST_ERRORS) this.errors.push(error);
    this.counting.error(error);
    this.shell.scriptError(error);
  }

}
