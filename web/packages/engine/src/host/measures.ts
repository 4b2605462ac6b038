/** Counts what a running program does and lacks, and hands it in now and then. */
import type { ErrorReport, TimingReport } from "../protocol";
import type { Backend, Measures } from "./backend";

const MOST_ERRORS = 20;
const MOST_TIMINGS = 200;
const MOST_PAGES = 100;
const EVERY_MS = 30_000;

const none = (): Measures => ({ missing: {}, failures: {}, errors: [], timings: [], visits: {}, stays: {} });
const MOST_NAMES = 500;

export class Counting {
  #now = none();
  #stop: (() => void) | undefined;
  /** The page that is looked at, and since when. */
  #looked: { page: string; since: number } | undefined;

  constructor(
    private readonly backend: Backend,
    private readonly after: (milliseconds: number, run: () => void) => () => void,
    private readonly now: () => number,
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

  /** This page is on top from here on; nothing, when the program is put away. What was looked at before gets its time. */
  looksAt(page: string | undefined): void {
    const before = this.#looked;
    this.#settle();
    if (page === before?.page) return;
    if (page === undefined) this.#stay(before?.page, "left", 1);
    else if (before === undefined) this.#stay(page, "entered", 1);
    this.#looked = page === undefined ? undefined : { page, since: this.now() };
    this.#later();
  }

  shared(page: string | undefined): void {
    this.#stay(page, "shared", 1);
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
    this.#settle();
    const full = this.#now;
    this.#now = none();
    const isEmpty = Object.values(full).every((part: object) => Object.keys(part).length === 0);
    if (!isEmpty) await this.backend.measures(full).catch(() => undefined);
  }

  #settle(): void {
    if (this.#looked === undefined) return;
    const at = this.now();
    this.#stay(this.#looked.page, "ms", Math.max(0, Math.round(at - this.#looked.since)));
    this.#looked.since = at;
  }

  #stay(page: string | undefined, what: "ms" | "entered" | "left" | "shared", more: number): void {
    const { stays } = this.#now;
    if (page === undefined || more === 0 || (!Object.hasOwn(stays, page) && Object.keys(stays).length >= MOST_PAGES)) return;
    (stays[page] ??= { ms: 0, entered: 0, left: 0, shared: 0 })[what] += more;
  }

  #later(): void {
    this.#stop ??= this.after(EVERY_MS, () => void this.flush());
  }
}

function count(counter: Record<string, number>, name: string): void {
  if (!Object.hasOwn(counter, name) && Object.keys(counter).length >= MOST_NAMES) return;
  counter[name] = (counter[name] ?? 0) + 1;
}
