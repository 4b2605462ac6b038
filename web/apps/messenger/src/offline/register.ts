/** The off-line shell, in built apps alone: while developing, a kept file would hide a changed one. */
const AFTER_MS = 8_000;

export function registerShell(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // Not while somebody waits for their first look.
  window.addEventListener("load", () =>
    setTimeout(() => {
      // Where it is refused (a private window, a plain line) the messenger works as well, on-line.
      navigator.serviceWorker.register("/sw.js").catch(() => undefined);
    }, AFTER_MS),
  );
}
