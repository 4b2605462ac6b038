// Fetch one address with each of the named clients of Node, and print what each of them got.
//
//     node clients.mjs URL CLIENT...
//
// Nothing here knows of a lane. A line of JSON per client: {"client", "status", "text"} or {"client", "error"}.

import { spawnSync } from "node:child_process";
import dns from "node:dns/promises";
import fs from "node:fs";
import http2 from "node:http2";
import https, { get } from "node:https";
import tls, { connect } from "node:tls";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const here = fileURLToPath(import.meta.url);
const [url, ...wanted] = process.argv.slice(2);

const read = (answer) =>
  new Promise((done, failed) => {
    let text = "";
    answer.setEncoding("utf8");
    answer.on("data", (part) => (text += part));
    answer.on("end", () => done({ status: answer.statusCode, text }));
    answer.on("error", failed);
  });

const byHttps = (options = {}, getIt = https.get) =>
  new Promise((done, failed) => {
    const request = getIt(url, options, (answer) => read(answer).then(done, failed));
    request.on("error", failed);
  });

const bySocket = (socket) =>
  new Promise((done, failed) => {
    const { host, pathname, search } = new URL(url);
    let said = "";
    socket.setEncoding("utf8");
    socket.on("error", failed);
    socket.on("data", (part) => (said += part));
    socket.on("end", () => {
      const [head, ...rest] = said.split("\r\n\r\n");
      done({ status: Number(head.split(" ")[1]), text: rest.join("\r\n\r\n") });
    });
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });

const fetched = async (answer) => ({ status: answer.status, text: await answer.text() });

// What a program would do that has heard of no proxy: an agent with connections of its own.
class OwnAgent extends https.Agent {
  createConnection(options, listener) {
    return tls.connect({ ...options, ALPNProtocols: ["http/1.1"] }, listener);
  }
}

const inWorker = (options) =>
  new Promise((done, failed) => {
    const worker = new Worker(here, { argv: [url, "https"], stdout: true, ...options });
    let said = "";
    worker.stdout.setEncoding("utf8");
    worker.stdout.on("data", (part) => (said += part));
    worker.on("error", failed);
    worker.on("exit", () => {
      const told = JSON.parse(said);
      if (told.error) failed(new Error(told.error));
      else done(told);
    });
  });

const port = () => Number(new URL(url).port || 443);
const name = () => new URL(url).hostname;

const clients = {
  https: () => byHttps(),
  https_named_import: () => byHttps({}, get),
  https_own_agent: () => byHttps({ agent: new OwnAgent({ keepAlive: true }) }),
  https_own_roots: () => byHttps({ ca: fs.readFileSync(process.env.OWN_ROOTS) }),
  fetch: async () => fetched(await fetch(url)),
  tls: () => bySocket(tls.connect({ host: name(), port: port() })),
  tls_named_import: () => bySocket(connect(port(), name())),
  address: async () => {
    const { address } = await dns.lookup(name());
    return bySocket(tls.connect({ host: address, port: port(), servername: name() }));
  },
  http2: () =>
    new Promise((done, failed) => {
      const session = http2.connect(new URL(url).origin);
      session.on("error", failed);
      const request = session.request({ ":path": new URL(url).pathname + new URL(url).search });
      request.on("error", failed);
      request.on("response", (headers) => done({ status: headers[":status"], text: "" }));
    }),
  axios: async () => {
    const { default: axios } = await import("axios");
    const { status, data } = await axios.get(url, { transformResponse: (text) => text });
    return { status, text: data };
  },
  axios_without_proxy: async () => {
    const { default: axios } = await import("axios");
    const { status, data } = await axios.get(url, { proxy: false, transformResponse: (text) => text });
    return { status, text: data };
  },
  axios_of_old: async () => {
    // It asks a proxy for the whole https address, without CONNECT.
    const { default: axios } = await import("axios-of-old");
    const { status, data } = await axios.get(url, { transformResponse: (text) => text });
    return { status, text: data };
  },
  got: async () => {
    const { default: got } = await import("got");
    const answer = await got(url, { retry: { limit: 0 } });
    return { status: answer.statusCode, text: answer.body };
  },
  got_http2: async () => {
    const { default: got } = await import("got");
    const answer = await got(url, { http2: true, retry: { limit: 0 } });
    return { status: answer.statusCode, text: answer.body };
  },
  node_fetch: async () => {
    const { default: nodeFetch } = await import("node-fetch");
    return fetched(await nodeFetch(url));
  },
  undici: async () => {
    const { request } = await import("undici");
    const { statusCode, body } = await request(url);
    return { status: statusCode, text: await body.text() };
  },
  undici_own_agent: async () => {
    const undici = await import("undici");
    return fetched(await undici.fetch(url, { dispatcher: new undici.Agent({ keepAliveTimeout: 10, connections: 1 }) }));
  },
  undici_env_proxy: async () => {
    const undici = await import("undici");
    return fetched(await undici.fetch(url, { dispatcher: new undici.EnvHttpProxyAgent() }));
  },
  worker: () => inWorker({}),
  worker_own_arguments: () => inWorker({ execArgv: [] }),
  worker_own_environment: () => inWorker({ env: { PATH: process.env.PATH } }),
  child: async () => {
    const said = spawnSync(process.execPath, [here, url, "fetch"], { encoding: "utf8" });
    const told = JSON.parse(said.stdout);
    if (told.error) throw new Error(told.error);
    return told;
  },
  child_curl: async () => {
    const said = spawnSync("curl", ["-sS", "-w", "\n%{http_code}", url], { encoding: "utf8" });
    if (said.status !== 0) throw new Error(said.stderr);
    const at = said.stdout.lastIndexOf("\n");
    return { status: Number(said.stdout.slice(at + 1)), text: said.stdout.slice(0, at) };
  },
};

for (const client of wanted.length ? wanted : Object.keys(clients)) {
  try {
    const { status, text } = await clients[client]();
    console.log(JSON.stringify({ client, status, text }));
  } catch (error) {
    const why = [error, error.cause, ...(error.errors ?? [])].filter(Boolean);
    console.log(JSON.stringify({ client, error: why.map((one) => `${one.code ?? one.name}: ${one.message}`).join("; ") }));
  }
}
// Kept connections of some clients would keep the program.
if (process.argv[1] === here) process.exit(0);
