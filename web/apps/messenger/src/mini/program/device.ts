/** What this browser does for programs: timers, and files that leave the messenger. */
import type { Device } from "../prompts/asks";

const SHOWN_IN_A_TAB = /^(?:application\/pdf|image\/|text\/plain)/;
const KEPT_FOR_MS = 60_000;

export const device: Device = {
  setTimer(run, ms) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  save: ({ blob, name }) => handOut(blob, name),
  openDocument({ blob, name }) {
    if (!SHOWN_IN_A_TAB.test(blob.type)) return handOut(blob, name);
    const url = URL.createObjectURL(blob);
    setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR_MS);
    return window.open(url, "_blank", "noopener") !== null || handOut(blob, name);
  },
};

function handOut(blob: Blob, name: string): boolean {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR_MS);
  return true;
}
