/** Counts what a running program does and lacks, and hands it in now and then. */
import type { ErrorReport, TimingReport } from "../protocol";
import type { Backend, Measures } from "./backend";

const MOST_ERRORS = 20;
const MOST_TIMINGS = 200;
const EVERY_MS = 30_000;

const none = (): Measures => ({ missing: {}, failures: {}, errors: [], timings: [], visits: {} });

export class Counting {
  #now = none();
  #stop: (() => void) | undefined;

  constructor(
    private readonly backend: Backend,
    private readonly after: (milliseconds: number, run: () => void) => () => void,
  ) {}

  missing(api: string): void {
    count(this.#now.missing, api);
    this.#later();
  }

  failure(api: string): void {
    count(this.#now.failures, api);
    this.#later();
  }

  visit(path: string): void {
    count(this.#now.visits, path);
    this.#later();
  }

  error({ message, stack, page }: ErrorReport): void {
    const known = this.#now.errors.find((one) => one.message === message && one.page === page);
    if (known) known.count += 1;
    else if (this.#now.errors.length < MOST_ERRORS) this.#now.errors.push({ message, stack, page, count: 1 });
    this.#later();
  }

  timing({ page, kind, ms }: TimingReport): void {
    if (this.#now.timings.length < MOST_TIMINGS) this.#now.timings.push({ page, kind, ms });
    this.#later();
  }

  /** Hands in what was counted. */
  async flush(): Promise<void> {
    this.#stop?.();
    this.#stop = undefined;
    const full = this.#now;
    this.#now = none();
    const isEmpty = Object.values(full).every((part: object) => Object.keys(part).length === 0);
    if (!isEmpty) await this.backend.measures(full).catch(() => undefined);
  }

  #later(): void {
    this.#stop ??= this.after(EVERY_MS, () => void this.flush());
  }
}

const MOST_NAMES = 500;

function count(counter: Record<string, number>, name: string): void {
  if (!Object.hasOwn(counter, name) && Object.keys(counter).length >= MOST_NAMES) return;
  counter[name] = (counter[name] ?? 0) + 1;
}
