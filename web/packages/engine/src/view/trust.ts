/**
 * Everything that may become code in this document goes through here, under the one policy its headers allow.
 * This module is the first to run: afterwards no other script gets hold of the policy or the nonce.
 */

import type { Boot } from "../protocol/messages";

interface Policy {
  createScriptURL(text: string): string;
  createScript(text: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

const factory = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
let expected: string | null = null;
const rules: Policy = {
  createScriptURL: (address) => allowed(address),
  createScript: (text) => allowed(text),
};
const policy = factory?.createPolicy("hutong-worker", rules) ?? rules;

/** Only what this module itself is just about to run. */
function allowed(text: string): string {
  if (text !== expected) throw new TypeError("refused");
  return text;
}

const script = document.currentScript;
const nonce = script instanceof HTMLElement ? script.nonce : "";
/** Where the messenger is: nobody else may boot this frame. */
export const messenger = script instanceof HTMLElement ? (script.dataset["messenger"] ?? "") : "";

const ownAddress = script instanceof HTMLScriptElement ? script.src : "";

const WorkerOf = globalThis.Worker;
const addressOf = URL.createObjectURL.bind(URL);

/** Ways out of the frame and into new realms that nobody here needs. */
const CLOSED =
  "RTCPeerConnection webkitRTCPeerConnection mozRTCPeerConnection RTCDataChannel WebTransport WebSocket WebSocketStream XMLHttpRequest fetch fetchLater EventSource Worker " +
  "SharedWorker BroadcastChannel indexedDB caches PresentationRequest open showModalDialog Notification PaymentRequest PushManager importScripts";

export function closeDoors(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[nonce]")) element.nonce = "";
  for (const name of CLOSED.split(" ")) {
    if (name in globalThis) hide(globalThis, name);
  }
  for (const name of ["sendBeacon", "serviceWorker", "registerProtocolHandler", "share", "credentials"]) {
    if (name in navigator) hide(navigator, name);
  }
  hide(URL, "createObjectURL");
  hide(document, "write");
  hide(document, "writeln");
}

function hide(of: object, name: string): void {
  try {
    Object.defineProperty(of, name, { value: undefined, writable: false, configurable: false });
  } catch {
    // What can't be redefined stays behind the headers.
  }
}

/** An address for a file of the host's, to be drawn or played. */
export function blobAddress(blob: Blob): string {
  return addressOf(/^(image|audio|video|font)\//.test(blob.type) ? blob : new Blob([blob], { type: "image/*" }));
}

/**
 * What a worker is while it waits for what it will run. The policy is its own, and only what runs first gets hold of it.
 */
const WAITING = `"use strict";
const policy = self.trustedTypes?.createPolicy("hutong-worker", { createScriptURL: (address) => address });
onmessage = ({ data }) => {
  onmessage = null;
  self.__hutongPolicy = policy;
  importScripts(policy ? policy.createScriptURL(data) : data);
};`;

/** A worker that waits for what it will run: it takes as long to begin as the rest of the frame. */
export function startWorker(): Worker {
  const address = scriptAddress(WAITING);
  expected = address;
  const trusted = policy.createScriptURL(address);
  expected = null;
  return new WorkerOf(trusted, { name: "program" });
}

/** Has it run what the host sent; messages that come after this find it ready. */
export function runInWorker(worker: Worker, { core, main, packages = [] }: Pick<Boot, "core" | "main" | "packages">): void {
  worker.postMessage(scriptAddress([core, ...[main, ...packages].map(({ service }) => service)].join("\n")));
}

function scriptAddress(text: string): string {
  return addressOf(new Blob([text], { type: "text/javascript" }));
}

/** Runs checked WXS. */
export function runScript(text: string): void {
  const element = document.createElement("script");
  element.nonce = nonce;
  expected = text;
  element.text = policy.createScript(text);
  expected = null;
  document.head.append(element);
  element.remove();
}

/** Runs another file of the engine, which lies beside this one. */
export function runFile(name: string, failed: () => void): void {
  const element = document.createElement("script");
  const address = new URL(name, ownAddress).href;
  element.nonce = nonce;
  element.onerror = failed;
  element.onload = () => element.remove();
  expected = address;
  element.src = policy.createScriptURL(address);
  expected = null;
  document.head.append(element);
}
