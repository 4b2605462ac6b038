/** A program's socket, carried by one of ours: the server opens the far end when the domain list allows it. */
import { Refused, type SocketAsked, type SocketEvents, type SocketHandle } from "@hutong/engine/host";

export interface SocketWay {
  path: string;
  launch: string;
  personId: string | null;
}

/** What the server says about the far end; everything else on the line is the far end's own words. */
type Told =
  | { t: "open"; header: Record<string, string> }
  | { t: "error"; reason: string; errno?: number }
  | { t: "message"; data: string }
  | { t: "close"; code: number; reason: string };

export function openSocket({ path, launch, personId }: SocketWay, asked: SocketAsked, events: SocketEvents): SocketHandle {
  const query = new URLSearchParams({ launch, ...(personId ? { as: personId } : {}) });
  const line = new WebSocket(`${location.origin.replace(/^http/, "ws")}${path}?${query.toString()}`);
  line.binaryType = "arraybuffer";
  let isOpen = false;
  let isOver = false;
  const end = (code: number, reason: string) => {
    if (isOver) return;
    isOver = true;
    if (isOpen) events.close({ code, reason });
    else events.error(new Refused(reason || "fail"));
  };
  line.onopen = () => line.send(JSON.stringify({ url: asked.url, header: asked.header, protocols: asked.protocols, timeoutMs: asked.timeoutMs }));
  line.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data !== "string") return events.message(data);
    const told = JSON.parse(data) as Told;
    if (told.t === "open") {
      isOpen = true;
      events.open(told.header);
    } else if (told.t === "message") events.message(told.data);
    else if (told.t === "close") end(told.code, told.reason);
    else {
      isOver = true;
      events.error(new Refused(told.reason, told.errno === undefined ? {} : { errno: told.errno }));
    }
  };
  line.onclose = ({ code, reason }) => end(code, reason);
  return {
    send(data) {
      if (!isOpen || isOver) return;
      line.send(typeof data === "string" ? JSON.stringify({ t: "message", data }) : data);
    },
    close(code, reason) {
      if (isOpen && !isOver) line.send(JSON.stringify({ t: "close", code, reason }));
      // The far end answers with its own close; a line that hears none is given up.
      setTimeout(() => line.close(), 2_000);
    },
  };
}
