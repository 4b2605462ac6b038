/** How long updates take: for the host's figures and for setUpdatePerformanceListener. */
import type { GeneralComponent } from "glass-easel";
import type { TimingReport } from "../protocol/messages";
import { rootOf } from "./faces";

const REPORT_EVERY_MS = 1000;

interface Watch {
  withPaths: boolean;
  listener: (result: Record<string, unknown>) => void;
}

export class Timing {
  private lastReport = Number.NEGATIVE_INFINITY;
  private began: number | undefined;
  private page = "";
  private lastUpdate = 0;
  private readonly watches = new WeakMap<GeneralComponent, Watch>();
  private hasWatches = false;
  private results: (() => void)[] = [];

  constructor(
    private readonly now: () => number,
    private readonly tell: (report: TimingReport) => void,
  ) {}

  changed(component: GeneralComponent, began: number, paths: string[]): void {
    if (this.began === undefined) {
      this.began = began;
      this.page = rootOf(component).is;
    }
    if (this.hasWatches) this.watched(component, began, paths);
  }

  /** Called at each sending; gives what to do when the view has it, if this one is measured. */
  flushing(): (() => void) | undefined {
    const { began, page, results } = this;
    this.began = undefined;
    this.results = [];
    const isDue = began !== undefined && began - this.lastReport >= REPORT_EVERY_MS;
    if (!isDue && results.length === 0) return undefined;
    if (isDue) this.lastReport = began;
    return () => {
      if (isDue) this.tell({ page, kind: "setData", ms: this.now() - began });
      for (const result of results) result();
    };
  }

  watch(component: GeneralComponent, options: Record<string, unknown>, listener: ((result: Record<string, unknown>) => void) | undefined): void {
    if (listener === undefined) {
      this.watches.delete(component);
      return;
    }
    this.hasWatches = true;
    this.watches.set(component, { withPaths: options.withDataPaths === true, listener });
  }

  private watched(component: GeneralComponent, began: number, paths: string[]): void {
    const watch = this.watches.get(component);
    if (watch === undefined) return;
    this.lastUpdate += 1;
    const id = this.lastUpdate;
    this.results.push(() => {
      const result: Record<string, unknown> = {
        updateProcessId: id, isMergedUpdate: false, pendingStartTimestamp: began, updateStartTimestamp: began, updateEndTimestamp: this.now(),
      };
      if (watch.withPaths) result.dataPaths = paths;
      watch.listener(result);
    });
  }
}
