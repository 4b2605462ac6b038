// Runs in every document before any script of its own, and puts the same before the script of every worker: all that the
// engine takes away from programs is kept, as if a flaw had left it there.
(() => {
  const names = "fetch XMLHttpRequest WebSocket EventSource importScripts Worker SharedWorker indexedDB caches trustedTypes RTCPeerConnection open".split(" ");
  const keep = (names, scope) => {
    const kept = { createObjectURL: URL.createObjectURL.bind(URL) };
    for (const name of names) {
      try {
        const value = scope[name];
        kept[name] = typeof value === "function" && !/^[A-Z]/.test(name) ? value.bind(scope) : value;
      } catch (problem) {
        kept[name] = undefined;
      }
    }
    scope.kept = kept;
    scope.addEventListener("message", ({ ports }) => (kept.ports ??= [...ports]));
  };
  keep(names, globalThis);
  if (globalThis.parent === globalThis) return;
  const make = URL.createObjectURL;
  const before = `(${keep.toString()})(${JSON.stringify(names)}, globalThis);\n`;
  URL.createObjectURL = (blob) => make.call(URL, blob.type === "text/javascript" ? new Blob([before, blob], { type: blob.type }) : blob);
})();
