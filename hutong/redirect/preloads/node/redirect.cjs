"use strict";
// Loaded by NODE_OPTIONS before a program and each of its worker threads.
//
// A socket that would be connected to a host of WeChat is connected to the front instead, with everything above it left
// as it is: https, fetch, undici, http2 and clients with agents of their own all end in net.Socket and tls.connect.

const dns = require("node:dns");
const fs = require("node:fs");
const http = require("node:http");
const https = require("node:https");
const net = require("node:net");
const { syncBuiltinESMExports } = require("node:module");
const tls = require("node:tls");
const workers = require("node:worker_threads");

const MARK = Symbol.for("hutong.redirect");
const told = process.env.HUTONG_REDIRECT;

if (told && !globalThis[MARK]) {
  globalThis[MARK] = true;
  redirect(JSON.parse(told));
}

function redirect({ port, root, names }) {
  const isWeChat = (host) => {
    if (typeof host !== "string") return false;
    const name = host.toLowerCase().replace(/\.$/, "");
    return names.some((known) => name === known || name.endsWith(`.${known}`));
  };
  // A client that looks names up by itself gets this address, which nobody else has.
  const STAND_IN = "127.87.88.1";

  connectSockets(port, isWeChat, STAND_IN);
  trustUs(root, isWeChat);
  lookUp(isWeChat, STAND_IN);
  leaveProxyOut(port);
  followIntoWorkers();
  syncBuiltinESMExports();
}

function connectSockets(port, isWeChat, standIn) {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...given) {
    // net.connect hands over what it has normalised already: [[options, listener]].
    const [options, listener] = Array.isArray(given[0]) ? given[0] : net._normalizeArgs(given);
    const isOurs = !options.path && (isWeChat(options.host) || isWeChat(options.servername) || options.host === standIn);
    if (!isOurs) return connect.apply(this, given);
    const { lookup, localAddress, localPort, family, ...kept } = options;
    const moved = { ...kept, host: "127.0.0.1", port };
    return listener ? connect.call(this, moved, listener) : connect.call(this, moved);
  };
}

function trustUs(root, isWeChat) {
  const connect = tls.connect;
  const ours = fs.readFileSync(root, "utf8");
  tls.connect = function (...given) {
    const [options, listener] = normalised(given);
    const name = isWeChat(options.servername) ? options.servername : options.host;
    // Inside a tunnel of somebody's own the host is not told; then servername was.
    if (!isWeChat(name)) return connect.apply(this, given);
    const wanted = { ...options, servername: options.servername || options.host };
    // Own roots replace Node's, and ours came with those.
    if (options.ca) wanted.ca = [].concat(options.ca, ours);
    if (options.secureContext) options.secureContext.context.addCACert(ours);
    return listener ? connect.call(this, wanted, listener) : connect.call(this, wanted);
  };

  // tls.connect(options), (port, options), (port, host, options), each with a listener or without.
  function normalised(given) {
    const [basic, listener] = net._normalizeArgs(given);
    const more = given.slice(1, 3).find((part) => part !== null && typeof part === "object");
    return [{ ...basic, ...more }, listener];
  }
}

function lookUp(isWeChat, standIn) {
  const lookup = dns.lookup;
  const answer = (options) => (options?.all ? [{ address: standIn, family: 4 }] : { address: standIn, family: 4 });
  dns.lookup = function (host, options, done) {
    if (!isWeChat(host)) return lookup.apply(this, arguments);
    const tell = done ?? options;
    const found = answer(typeof options === "object" ? options : undefined);
    process.nextTick(() => (Array.isArray(found) ? tell(null, found) : tell(null, found.address, found.family)));
    return {};
  };
  const lookupSoon = dns.promises.lookup;
  dns.promises.lookup = async function (host, options) {
    return isWeChat(host) ? answer(options) : lookupSoon.call(this, host, options);
  };
}

// Clients that read HTTPS_PROXY themselves and ask a proxy for a whole https address, without CONNECT, would lose TLS on
// the way: such a request is made as if there were no proxy.
function leaveProxyOut(port) {
  const request = http.request;
  http.request = function (options, ...rest) {
    const isProxied =
      options && typeof options.path === "string" && /^https:\/\//i.test(options.path) && Number(options.port) === port;
    if (!isProxied) return request.call(this, options, ...rest);
    const target = new URL(options.path);
    const { host, hostname, auth, agent, agents, ...kept } = options;
    const direct = {
      ...kept,
      protocol: "https:",
      hostname: target.hostname,
      port: target.port || 443,
      path: target.pathname + target.search,
      agent: agents?.https ?? (agent instanceof https.Agent ? agent : undefined),
    };
    return https.request(direct, ...rest);
  };
}

// A worker with an environment or arguments of its own would begin without us.
function followIntoWorkers() {
  const { Worker } = workers;
  workers.Worker = class extends Worker {
    constructor(file, options = {}) {
      const hasOwn = Array.isArray(options.execArgv) || (options.env && typeof options.env === "object");
      if (!hasOwn) {
        super(file, options);
        return;
      }
      const execArgv = ["--require", __filename, ...(options.execArgv ?? process.execArgv)];
      const env =
        options.env && typeof options.env === "object"
          ? { HUTONG_REDIRECT: process.env.HUTONG_REDIRECT, ...options.env }
          : options.env;
      super(file, { ...options, execArgv, ...(env === undefined ? {} : { env }) });
    }
  };
}
