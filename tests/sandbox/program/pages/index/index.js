// A page that means harm, in the worker as any page is. `kept` is what a flaw in the cleaning of the worker would leave
// behind: the test puts it there before the engine runs, so that what holds is the frame's policy and not a missing name.
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
  importData: () => require("../../import").go("data:text/javascript,1"),
  importHttp: (at) => require("../../import").go(at("import")),

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

/** What the host says to messages that no engine would send. */
async function askHost() {
  const answers = {};
  const port = kept?.ports?.[0];
  if (!port) return answers;
  port.addEventListener("message", ({ data }) => {
    if (data.t === "done" && data.id >= 900000) answers[data.id - 900000] = data.ok ? { ok: true, code: data.result?.code } : { errMsg: data.errMsg };
  });
  const ask = (id, api, args, more) => port.postMessage({ t: "call", id: 900000 + id, api, args, ...more });
  ask(1, "noSuchCall", {});
  ask(2, "constructor", {});
  ask(3, "__proto__", {});
  ask(4, "login", { text: "x".repeat(3 * 1024 * 1024) });
  ask(5, "login", { appId: "wx00000000000000ff", app_id: "wx00000000000000ff" }, { appId: "wx00000000000000ff", app_id: "wx00000000000000ff" });
  ask(6, "x".repeat(101), {});
  port.postMessage({ t: "call", id: -1, api: "login", args: {} });
  port.postMessage({ t: "call", id: 900008, api: 7, args: {} });
  port.postMessage({ t: "shout", id: 900009, api: "login", args: {} });
  for (const none of [null, 1, "login", [], new ArrayBuffer(8)]) port.postMessage(none);
  await later();
  await later();
  return answers;
}

Page({
  data: { done: "", html: "", picture: "" },

  async onLoad(query) {
    const listener = decodeURIComponent(query.listener);
    const at = (name) => `${listener}/worker-${name}`;
    const outcomes = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      outcomes[name] = await Promise.race([tried(attempt, at), later().then(() => "nothing")]);
    }
    const asked = await askHost();
    const html = `<img src="${listener}/rich-text-img" onerror="x()"><script src="${listener}/rich-text-script"></script><iframe src="${listener}/rich-text-frame"></iframe>`;
    this.setData({ html: query.drawn === "yes" ? html : "", picture: query.drawn === "yes" ? `${listener}/template-image` : "" });
    this.setData({ done: JSON.stringify({ found: found(), outcomes, asked }) });
  },
});

async function tried(attempt, at) {
  try {
    const result = await attempt(at);
    return result === undefined ? "nothing" : `done: ${String(result)}`;
  } catch (problem) {
    return `refused: ${problem?.name ?? problem}`;
  }
}
