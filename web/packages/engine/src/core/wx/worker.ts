/** wx.createWorker: one worker of the program's own at a time, from its folder of workers. */
import type { CrewMessage } from "../crew";
import type { Line } from "../links";
import { Fail, Listeners } from "./conventions";
import type { Kit } from "./kit";

export function addWorker(kit: Kit): void {
  const { seam } = kit;
  let isTaken = false;
  kit.sync("createWorker", (asked: unknown) => {
    const folder = seam.manifest.workers;
    const path = String(asked).replace(/^\//, "").replace(/\.js$/, "");
    if (folder === undefined || !path.startsWith(`${folder}/`)) throw new Fail(`"${String(asked)}" is not in the folder that app.json names as "workers"`);
    if (isTaken) throw new Fail("max worker count is 1, terminate the other one first");
    isTaken = true;
    const heard = new Listeners(kit.guard);
    let line: Line | undefined;
    let waiting: unknown[] = [];
    const send = (data: unknown): void => line?.postMessage({ t: "message", data });
    const end = seam.crew(path, (opened) => {
      line = opened;
      line.onmessage = ({ data }) => {
        const message = data as CrewMessage;
        if (message.t === "message") heard.tell(message.data);
        else seam.report(message.message, path);
      };
      waiting.forEach(send);
      waiting = [];
    });
    return {
      postMessage: (data: unknown) => {
        if (line === undefined) waiting.push(data);
        else send(data);
      },
      onMessage: heard.on,
      // Nobody but the program ends it here.
      onProcessKilled: () => undefined,
      terminate: () => {
        if (!isTaken) return;
        isTaken = false;
        end();
        heard.off();
      },
      env: { USER_DATA_PATH: "wxfile://usr" },
    };
  });
  kit.describe("Worker", "postMessage onMessage onProcessKilled terminate");
}
