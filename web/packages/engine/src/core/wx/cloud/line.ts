/** From the worker to the host: what the cloud is asked, and what it says without being asked. */
import type { Asked, DatabaseLine, WatchAsked, WatchHearing, WireSnapshot } from "@hutong/cloud";
import type { CoreSeam } from "../../seam";

type Facts = Record<string, unknown>;

/** Numbers of transfers: the core counts its own from one. */
const FIRST_TASK = 1_000_000;

export interface Transfer {
  progress(done: Facts): void;
}

export class CloudLine implements DatabaseLine {
  readonly #seam: CoreSeam;
  readonly #watches = new Map<number, WatchHearing>();
  readonly #transfers = new Map<number, Transfer>();
  #last = FIRST_TASK;

  constructor(seam: CoreSeam) {
    this.#seam = seam;
    seam.onEvent("cloudWatch", (data) => {
      const { watch, snapshot, problem } = data as { watch: number; snapshot?: WireSnapshot; problem?: Facts };
      if (snapshot) this.#watches.get(watch)?.snapshot(snapshot);
      else this.#watches.get(watch)?.failed(problem);
    });
    seam.onEvent("task", (data) => {
      const { task, kind, ...rest } = data as { task: number; kind: string } & Facts;
      if (kind === "progress") this.#transfers.get(task)?.progress(rest);
    });
  }

  async send(asked: Asked): Promise<Facts> {
    return this.ask("cloud.database", { asked });
  }

  async watch(asked: WatchAsked, hearing: WatchHearing): Promise<() => Promise<void>> {
    const watch = (this.#last += 1);
    this.#watches.set(watch, hearing);
    try {
      await this.ask("cloud.watch", { watch, asked });
    } catch (problem) {
      this.#watches.delete(watch);
      throw problem;
    }
    return async () => {
      this.#watches.delete(watch);
      await this.ask("cloud.unwatch", { watch });
    };
  }

  /** The host's refusal, with the number that programs know it by. */
  async ask(api: string, args: Facts): Promise<Facts> {
    try {
      return ((await this.#seam.call(api, args)) ?? {}) as Facts;
    } catch (problem) {
      const { errMsg, result } = problem as { errMsg?: string; result?: { errCode?: number } };
      if (typeof errMsg !== "string") throw problem;
      throw Object.assign(new Error(errMsg), { errMsg, errCode: result?.errCode ?? -1 });
    }
  }

  /** A call that takes its time: told how far it is, and ended on request. */
  transfer(api: string, args: () => Facts, heard: Transfer): { done: () => Promise<Facts>; abort: () => void } {
    const task = (this.#last += 1);
    this.#transfers.set(task, heard);
    return {
      done: () => Promise.resolve().then(() => this.ask(api, { task, ...args() })).finally(() => this.#transfers.delete(task)),
      abort: () => this.#seam.tell("abort", { task }),
    };
  }
}
