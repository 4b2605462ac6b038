/** What a function's process runs: it waits for the lane, loads the function when it is called first, and tells what came of each run. */
import { Buffer } from "node:buffer";
import Module, { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { hear, say, type Told } from "./line";
import { answered, current, forget, within, type Run } from "./runs";
import { sdk } from "./sdk";
import { keepTime } from "./time";
import { hide, shown, stackOf, takeWords } from "./words";

const RESULT_BYTES = 6 << 20;

type Main = (event: unknown, context: unknown, done?: (error: unknown, result?: unknown) => void) => unknown;
let folder = "";
let last: Run | undefined;

/** `require("wx-server-sdk")` is ours, wherever it is asked from. */
function provideSdk(): void {
  const loader = Module as unknown as { _load: (name: string, ...more: unknown[]) => unknown };
  const load = loader._load;
  loader._load = function (this: unknown, name: string, ...more: unknown[]) {
    return name === "wx-server-sdk" ? { ...sdk, default: sdk } : load.call(this, name, ...more);
  };
}

function mainOf(): Main {
  const loaded = createRequire(join(folder, "index.js"))("./index.js") as { main?: unknown };
  if (typeof loaded.main !== "function") throw new Error("index.js has no exports.main, or it is no function");
  return loaded.main as Main;
}

function called(main: Main, event: unknown, context: object): unknown {
  if (main.length < 3) return main(event, context);
  return new Promise((kept, refused) => {
    const result = main(event, context, (error, answer) => {
      if (error) refused(error instanceof Error ? error : new Error(String(error)));
      else kept(answer);
    });
    if (result !== undefined) kept(result);
  });
}

/** `ends`: the process does not outlive it. */
function failed(run: Run, error: unknown, ends = false): void {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  say({ t: "failed", run: run.id, message: shown(message).slice(0, 2000), stack: stackOf(error), ends });
}

async function serve(told: Extract<Told, { t: "run" }>): Promise<void> {
  const run = { id: told.run, who: told.who };
  last = run;
  forget();
  keepTime(told.at);
  const began = performance.now();
  const context = {
    request_id: told.run,
    requestId: told.run,
    function_name: told.name,
    function_version: "$LATEST",
    memory_limit_in_mb: told.memory,
    time_limit_in_ms: told.seconds * 1000,
    namespace: told.who.ENV,
    environment: JSON.stringify({ TCB_ENV: told.who.ENV, WX_OPENID: told.who.OPENID, WX_APPID: told.who.APPID }),
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, told.seconds * 1000 - (performance.now() - began)),
  };
  try {
    const result = JSON.stringify(await called(mainOf(), told.event, context)) ?? "null";
    if (Buffer.byteLength(result) > RESULT_BYTES) say(`{"t":"large","run":${JSON.stringify(run.id)}}`);
    else say(`{"t":"done","run":${JSON.stringify(run.id)},"result":${result}}`);
  } catch (error) {
    failed(run, error);
  }
}

function broken(error: unknown): void {
  const run = current() ?? last;
  if (run !== undefined) failed(run, error, true);
  process.exit(1);
}

hear((told) => {
  if (told.t === "begin") {
    folder = told.folder;
    Object.assign(process.env, { TZ: "UTC" }, told.variables);
    hide(folder, process.argv[1] ?? "");
    process.chdir(folder);
    say({ t: "ready" });
  } else if (told.t === "run") {
    const run = { id: told.run, who: told.who };
    void within(run, () => serve(told));
  } else {
    answered(told);
  }
});
takeWords();
provideSdk();
process.on("uncaughtException", broken);
