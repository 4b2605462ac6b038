/** Objects with state of their own: logs, updates, performance figures, keys, workers, advertisements that never come. */
import { Listeners, settle } from "./conventions";
import type { Args } from "./conventions";
import type { Kit } from "./kit";

const AD_PROBLEM = { errMsg: "no advertisement", errCode: 1004 };

export function addManagers(kit: Kit): void {
  const { seam, wx } = kit;

  addUpdates(kit);

  const log = (level: string, tag = "") => (...args: unknown[]) => seam.tell("log", { level, tag, args: args.map(plain) });
  const logManager = { debug: log("debug"), info: log("info"), log: log("log"), warn: log("warn") };
  wx.getLogManager = () => logManager;
  kit.classes.set("LogManager", logManager);

  const filters: string[] = [];
  const realtime = (tag = ""): Record<string, unknown> => {
    const manager: Record<string, unknown> = {
      info: log("info", tag), warn: log("warn", tag), error: log("error", tag),
      setFilterMsg: (message: string) => void filters.splice(0, filters.length, message),
      addFilterMsg: (message: string) => void filters.push(message),
      getCurrentState: () => ({ size: 0, maxSize: 5120, logCount: 0, maxLogCount: 200 }),
    };
    manager.in = () => manager;
    manager.tag = (name: string) => ({ ...realtime(name), tag: undefined, in: undefined });
    return manager;
  };
  wx.getRealtimeLogManager = () => realtime();
  kit.classes.set("RealtimeLogManager", realtime());

  addPerformance(kit);

  const crypto = {
    getLatestUserKey: (options: unknown) => settle("getLatestUserKey", options, kit.guard, () => kit.call("getUserCryptoKey")),
    getRandomValues: (options: unknown) => (wx.getRandomValues as (options: unknown) => unknown)(options),
  };
  wx.getUserCryptoManager = () => crypto;
  kit.classes.set("UserCryptoManager", crypto);

  const advertisement = () => {
    const errors = new Listeners(kit.guard);
    const quiet = new Listeners(kit.guard);
    const refuse = () => {
      errors.tell(AD_PROBLEM);
      return Promise.reject(AD_PROBLEM);
    };
    return {
      load: refuse, show: refuse, destroy: () => errors.off(), onError: errors.on, offError: errors.off,
      onLoad: quiet.on, offLoad: quiet.off, onClose: quiet.on, offClose: quiet.off,
    };
  };
  wx.createInterstitialAd = advertisement;
  wx.createRewardedVideoAd = advertisement;
}

function addUpdates(kit: Kit): void {
  const check = new Listeners(kit.guard), ready = new Listeners(kit.guard), failed = new Listeners(kit.guard);
  let known: { hasUpdate: boolean } | undefined;
  const manager = {
    applyUpdate: () => void kit.call("applyUpdate").catch(() => undefined),
    onCheckForUpdate: (listener: unknown) => {
      check.on(listener);
      if (known) kit.guard(listener, known);
      else if (check.size === 1) ask();
    },
    onUpdateReady: (listener: unknown) => {
      ready.on(listener);
      if (known?.hasUpdate) kit.guard(listener);
      else if (!known && check.size === 0) ask();
    },
    onUpdateFailed: (listener: unknown) => failed.on(listener),
  };
  let asking = false;
  function ask(): void {
    if (asking) return;
    asking = true;
    kit.call("checkForUpdate").then(
      ({ hasUpdate }) => {
        known = { hasUpdate: hasUpdate === true };
        check.tell(known);
        if (known.hasUpdate) ready.tell();
      },
      () => failed.tell(),
    );
  }
  kit.wx.getUpdateManager = () => manager;
  kit.classes.set("UpdateManager", manager);
}

function addPerformance(kit: Kit): void {
  const observers = new Set<{ types: string[]; tell: (list: unknown) => void }>();
  let entries: Args[] = [];
  let room = 1500;
  const listOf = (some: () => Args[]) => ({
    getEntries: () => [...some()],
    getEntriesByName: (name: string, type?: string) => some().filter((one) => one.name === name && (type === undefined || one.entryType === type)),
    getEntriesByType: (type: string) => some().filter((one) => one.entryType === type),
  });
  const started = Date.now();
  kit.seam.onApp("routeDone", ((data: Args) => {
    const entry = { entryType: "navigation", name: "route", startTime: started, duration: Date.now() - started, navigationType: data.openType, path: data.path };
    entries = [...entries, entry].slice(-room);
    for (const observer of observers) if (observer.types.includes("navigation")) observer.tell(listOf(() => [entry]));
  }) as never);
  const performance = {
    ...listOf(() => entries),
    setBufferSize: (size: number) => void (room = size),
    createObserver: (callback: unknown) => {
      const observer = { types: [] as string[], tell: (list: unknown) => void kit.guard(callback, list) };
      return {
        observe: ({ entryTypes = [], type }: { entryTypes?: string[]; type?: string }) => {
          observer.types = type ? [type] : entryTypes;
          observers.add(observer);
        },
        disconnect: () => void observers.delete(observer),
      };
    },
    now: () => globalThis.performance.now(),
  };
  kit.wx.getPerformance = () => performance;
  kit.classes.set("Performance", performance);
}

/** What can travel: functions and cycles become words. */
function plain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null") as unknown;
  } catch {
    return String(value);
  }
}
