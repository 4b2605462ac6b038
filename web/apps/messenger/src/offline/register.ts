/** The off-line shell, in built apps alone: while developing, a kept file would hide a changed one. */
export function registerShell(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", () => {
    // Where it is refused (a private window, a plain line) the messenger works as well, on-line.
    navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  });
}
