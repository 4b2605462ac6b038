/** Builds again after every change, until nobody listens any more. */

import { watch as watchFiles } from "node:fs";

const QUIET_MS = 20;
const SKIPPED = /(?:^|[\\/])(?:node_modules|\.git)(?:[\\/]|$)/;

/** Builds once, then after changes below `source` and after every line on standard input; ends with the latter. */
export function watch(source: string, build: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(build, QUIET_MS);
  };
  build();
  const watcher = watchFiles(source, { recursive: true }, (_, name) => {
    if (name === null || !SKIPPED.test(name)) soon();
  });
  process.stdin.on("data", soon);
  process.stdin.on("end", () => {
    clearTimeout(timer);
    watcher.close();
  });
}
