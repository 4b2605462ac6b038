// A page that means harm: it tries what a worker could try, has a worker of its own try the same, and pesters the host.
const { attemptAll, kept, later } = require("../../workers/attempts");

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
    const own = wx.createWorker("workers/hostile.js");
    const crew = new Promise((done) => own.onMessage(done));
    own.postMessage({ listener });
    const tried = await attemptAll(listener, "worker");
    const asked = await askHost();
    const html = `<img src="${listener}/rich-text-img" onerror="x()"><script src="${listener}/rich-text-script"></script><iframe src="${listener}/rich-text-frame"></iframe>`;
    this.setData({ html: query.drawn === "yes" ? html : "", picture: query.drawn === "yes" ? `${listener}/template-image` : "" });
    this.setData({ done: JSON.stringify({ ...tried, asked, crew: await crew }) });
  },
});
