// What code in a worker could try. `kept` is what a flaw in the cleaning of the worker would leave behind: the test puts it
// there before the engine runs, so that what holds is the frame's policy and not a missing name.
const scope = global();
function global() {
  return this ?? globalThis;
}
const { kept } = scope;
const later = () => new Promise((done) => setTimeout(done, 700));

const attempts = {
  eval: () => (0, eval)("1 + 1"),
  constructor: () => (function () {}).constructor("return 1")(),
  asyncConstructor: () => Object.getPrototypeOf(async function () {}).constructor("return 1")(),
  timerOfText: () => scope.setTimeout("1", 0),
  webAssembly: () => WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
  importData: () => require("./import").go("data:text/javascript,1"),
  importHttp: (at) => require("./import").go(at("import")),

  fetch: (at) => kept.fetch(at("fetch"), { mode: "no-cors" }),
  xhr: (at) => new Promise((done, failed) => {
    const request = new kept.XMLHttpRequest();
    request.onload = () => done("loaded");
    request.onerror = () => failed(new Error("refused"));
    request.open("GET", at("xhr"));
    request.send();
  }),
  webSocket: (at) => new Promise((done, failed) => {
    const socket = new kept.WebSocket(at("socket").replace("http", "ws"));
    socket.onopen = () => done("open");
    socket.onerror = () => failed(new Error("refused"));
  }),
  eventSource: (at) => new Promise((done, failed) => {
    const source = new kept.EventSource(at("events"));
    source.onopen = () => done("open");
    source.onerror = () => {
      source.close();
      failed(new Error("refused"));
    };
  }),
  importScripts: (at) => kept.importScripts(at("scripts")),
  importScriptsOfText: () => kept.importScripts(kept.createObjectURL(new Blob(["1"], { type: "text/javascript" }))),
  nestedWorker: (at) => new Promise((done, failed) => {
    const worker = new kept.Worker(kept.createObjectURL(new Blob([`fetch("${at("nested")}", { mode: "no-cors" }); postMessage(1)`], { type: "text/javascript" })));
    worker.onmessage = () => done("ran");
    worker.onerror = () => failed(new Error("refused"));
  }),
  trustedPolicy: () => kept.trustedTypes.createPolicy("mine", { createScriptURL: (text) => text }).name,
  trustedPolicyOfTheEngine: () => kept.trustedTypes.createPolicy("hutong-worker", { createScriptURL: (text) => text }).name,
  database: () => new Promise((done, failed) => {
    const request = kept.indexedDB.open("x");
    request.onsuccess = () => done("open");
    request.onerror = () => failed(request.error);
  }),
  caches: () => kept.caches.open("x"),
};

const NAMES =
  "fetch XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport importScripts Worker SharedWorker indexedDB caches BroadcastChannel MessageChannel postMessage navigator " +
  "location trustedTypes document window parent top localStorage sessionStorage cookieStore RTCPeerConnection Notification FontFace close";

/** Names that are still found, on the global or on what it inherits from. */
function found() {
  return NAMES.split(" ").filter((name) => {
    for (let at = scope; at; at = Object.getPrototypeOf(at)) if (Object.hasOwn(at, name) && at[name] !== undefined) return true;
    return false;
  });
}

async function tried(attempt, at) {
  try {
    const result = await attempt(at);
    return result === undefined ? "nothing" : `done: ${String(result)}`;
  } catch (problem) {
    return `refused: ${problem?.name ?? problem}`;
  }
}

/** By each attempt's name, what came of it; and the names that are still there. */
exports.attemptAll = async (listener, who) => {
  const at = (name) => `${listener}/${who}-${name}`;
  const outcomes = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    outcomes[name] = await Promise.race([tried(attempt, at), later().then(() => "nothing")]);
  }
  return { found: found(), outcomes };
};
exports.kept = kept;
exports.later = later;
