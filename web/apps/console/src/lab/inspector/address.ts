/** Where to send a recorded request again: the emulated host's own port, or the developer's server. */
import type { CallDetail } from "./calls";

type Addressed = Pick<CallDetail, "direction" | "scheme" | "host" | "path"> & { request: Pick<CallDetail["request"], "query"> };

export function addressOf(call: Addressed, ports: Record<string, number>, origin: string): string {
  const query = call.request.query === "" ? "" : `?${call.request.query}`;
  if (call.direction === "out") return `${call.scheme}://${call.host}${call.path}${query}`;
  const port = ports[call.host];
  const base = port === undefined ? `${origin}/${call.host}` : `http://127.0.0.1:${port}`;
  return `${base}${call.path}${query}`;
}
