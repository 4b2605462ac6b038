/** `wx.cloud`: the database of @hutong/cloud, functions and files, each in the words and numbers that programs know. */
import { CloudError, createDatabase, settle } from "@hutong/cloud";
import type { Database, Guard } from "@hutong/cloud";
import type { CoreSeam } from "../../seam";
import { Listeners } from "../conventions";
import { CloudLine } from "./line";

type Facts = Record<string, unknown>;
/** The environment of each service; absent is the one there is. */
type Environments = Partial<Record<"database" | "storage" | "functions", string>>;

const MOST_FILES = 50;
const CURRENT = Symbol("DYNAMIC_CURRENT_ENV");
const NOT_READY = "Cloud API isn't enabled, please call wx.cloud.init first";
/** Offered by the platform, and not by this one. */
const MISSING = "callContainer connectContainer".split(" ");

export function addCloud(wx: Facts, seam: CoreSeam): void {
  const line = new CloudLine(seam);
  const guard: Guard = (callback, value) => {
    if (typeof callback === "function") seam.guard(callback as (value: unknown) => unknown, value);
  };
  const cloud = cloudOf({ seam, line, guard }, undefined);
  wx.cloud = cloud;
  const canIUse = wx.canIUse as (schema: unknown) => boolean;
  wx.canIUse = (schema: unknown) => {
    const [, member = ""] = /^cloud\.(\w+)/.exec(String(schema)) ?? [];
    return member === "" ? canIUse(schema) : Object.hasOwn(cloud, member) && !MISSING.includes(member);
  };
}

interface Around {
  seam: CoreSeam;
  line: CloudLine;
  guard: Guard;
}

/** `wx.cloud`, or one that `new wx.cloud.Cloud()` gave, which says its environment when it is made. */
function cloudOf(around: Around, own: { env: string | undefined } | undefined): Facts {
  const { seam, line, guard } = around;
  let environments: Environments | undefined;

  const ready = (): Environments => {
    if (!environments) throw new CloudError(-1, NOT_READY);
    return environments;
  };
  const run = (name: string, options: unknown, work: (given: Facts) => Promise<Facts>): Promise<unknown> | undefined =>
    settle(`cloud.${name}`, options, guard, async () => {
      ready();
      return work(recordOf(options));
    });
  const envOf = (service: keyof Environments, given: Facts): Facts => {
    const env = environmentOf(recordOf(given.config).env) ?? ready()[service];
    return env === undefined ? {} : { env };
  };
  const transferring = (name: string, options: unknown, api: string, args: () => Facts, finish: (answer: Facts) => Facts): unknown => {
    const progress = new Listeners((callback, value) => guard(callback, value));
    const headers = new Listeners(() => undefined);
    const transfer = line.transfer(api, args, { progress: (done) => progress.tell(done) });
    const task = { abort: transfer.abort, onProgressUpdate: progress.on, offProgressUpdate: progress.off, onHeadersReceived: headers.on, offHeadersReceived: headers.off };
    // A caller that hangs on the promise may ask how far it is too.
    const { onProgressUpdate } = recordOf(options);
    progress.on(onProgressUpdate);
    const done = run(name, options, async () => finish(await transfer.done()));
    return done ? Object.assign(done, task) : task;
  };

  const cloud: Facts = {
    DYNAMIC_CURRENT_ENV: CURRENT,

    init(options?: unknown): Promise<void> | undefined {
      environments = own ? servicesOf(own.env) : servicesOf(recordOf(options).env);
      return own ? Promise.resolve() : undefined;
    },

    database(options?: unknown): Database {
      const env = environmentOf(recordOf(options).env) ?? ready().database;
      return createDatabase({ line, guard, ...(env !== undefined && { env }) });
    },

    callFunction: (options?: unknown) =>
      run("callFunction", options, async (given) => {
        const { result, requestID } = await line.ask("cloud.call", { name: wanted(given, "name"), data: plain(withOpenData(given.data ?? {})), ...envOf("functions", given) });
        return { result, requestID };
      }),

    uploadFile: (options?: unknown) => {
      const given = recordOf(options);
      return transferring("uploadFile", options, "cloud.upload", () => ({ cloudPath: wanted(given, "cloudPath"), filePath: wanted(given, "filePath"), ...envOf("storage", given) }),
        ({ fileID }) => ({ fileID, statusCode: 200 }));
    },

    downloadFile: (options?: unknown) => {
      const given = recordOf(options);
      return transferring("downloadFile", options, "cloud.download", () => ({ fileID: wanted(given, "fileID"), ...envOf("storage", given) }),
        ({ tempFilePath }) => ({ tempFilePath, statusCode: 200 }));
    },

    getTempFileURL: (options?: unknown) =>
      run("getTempFileURL", options, async (given) => {
        const { fileList } = await line.ask("cloud.urls", { fileList: filesOf(given), ...envOf("storage", given) });
        return { fileList };
      }),

    deleteFile: (options?: unknown) =>
      run("deleteFile", options, async (given) => {
        const { fileList } = await line.ask("cloud.delete", { fileList: filesOf(given), ...envOf("storage", given) });
        return { fileList };
      }),

    CloudID: function (cloudID: unknown) {
      return new CloudID(String(cloudID));
    },
  };
  for (const name of MISSING) {
    cloud[name] = (options?: unknown) => {
      seam.tell("missing", { api: `cloud.${name}` });
      return run(name, options, () => Promise.reject(new CloudError(-1, "not supported")));
    };
  }
  if (!own) cloud.Cloud = cloudClass(around);
  return cloud;
}

/** `new wx.cloud.Cloud({resourceEnv})`: this program's own environment only. */
function cloudClass(around: Around): unknown {
  return function Cloud(options?: unknown) {
    const { resourceAppid, resourceEnv } = recordOf(options);
    const cloud = cloudOf(around, { env: environmentOf(resourceEnv) });
    const begin = cloud.init as () => Promise<void>;
    cloud.init = () => {
      const other = resourceAppid !== undefined && resourceAppid !== around.seam.account.miniProgram.appId;
      return other ? Promise.reject(new CloudError(-1, "cloud.init:fail not supported: the environment of another program")) : begin();
    };
    return cloud;
  };
}

/** The name of open data. At the top of a call's data the function gets what it stands for; further down it is a text. */
class CloudID {
  constructor(readonly cloudID: string) {}

  toJSON(): string {
    return this.cloudID;
  }
}

function withOpenData(data: unknown): unknown {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value instanceof CloudID ? { $cloudID: value.cloudID } : value]));
}

function servicesOf(env: unknown): Environments {
  if (env === null || typeof env !== "object") {
    const one = environmentOf(env);
    return { database: one, storage: one, functions: one };
  }
  const { database, storage, functions } = env as Facts;
  return { database: environmentOf(database), storage: environmentOf(storage), functions: environmentOf(functions) };
}

const environmentOf = (env: unknown): string | undefined => (typeof env === "string" && env !== "" ? env : undefined);

const recordOf = (value: unknown): Facts => (typeof value === "object" && value !== null ? (value as Facts) : {});

function wanted(given: Facts, name: string): string {
  const value = given[name];
  if (typeof value !== "string" || value === "") throw new CloudError(-401003, `-401003 api parameter type error. parameter.${name} should be string instead of ${value === "" ? "an empty one" : typeof value}`);
  return value;
}

/** Ids, or objects with an id and how long its address lasts. */
function filesOf({ fileList }: Facts): unknown[] {
  if (!Array.isArray(fileList)) throw new CloudError(-401003, `-401003 api parameter type error. parameter.fileList should be array instead of ${typeof fileList}`);
  if (fileList.length === 0 || fileList.length > MOST_FILES) throw new CloudError(-401002, `-401002 api parameter error. parameter.fileList should have 1 to ${MOST_FILES} files`);
  return plain(fileList) as unknown[];
}

/** What can travel, as JSON would have it. */
function plain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null") as unknown;
  } catch (problem) {
    if (problem instanceof CloudError) throw problem;
    throw new CloudError(-402001, "-402001 circular reference. the data refers to itself");
  }
}
