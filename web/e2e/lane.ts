/** The instance under test. Node does not resolve names under localhost, browsers do: its API is asked by address. */
const url = new URL(process.env["HUTONG_URL"] ?? "http://lane.localhost:8080");

export function server(path: string): string {
  return `http://127.0.0.1:${url.port}${path}`;
}
