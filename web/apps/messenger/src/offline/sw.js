/* global __FILES__, self, caches, URL, location, fetch, Response */
/**
 * The messenger's shell without a line: its own files, and nothing of anybody's. What people write never passes through
 * here; `FILES` and `VERSION` are filled in when the app is built.
 */
const VERSION = "__VERSION__";
const FILES = __FILES__;
const SHELL = `hutong-shell-${VERSION}`;
/** Pages that are not the messenger's, and answers that must be the server's own. */
const NOT_OURS = /^\/(api|console|qr|sign-in\/|healthz|metrics)/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then(async (cache) => {
        await cache.add("/");
        // One file that does not come leaves the others; it is kept when it is first used.
        await Promise.allSettled(FILES.map((file) => cache.add(file)));
      })
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("hutong-shell-") && name !== SHELL).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || NOT_OURS.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => shell()));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(kept(request));
  else if (FILES.includes(url.pathname)) event.respondWith(fetch(request).catch(() => kept(request)));
});

async function shell() {
  return (await caches.match("/")) ?? Response.error();
}

/** Names of assets carry what is in them, so a kept one is always right. */
async function kept(request) {
  const found = await caches.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}
