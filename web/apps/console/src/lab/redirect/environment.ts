/** What to give programs so that their calls to WeChat's hosts come to this lane. */

/** Past the front: this machine and private networks, where it leads nobody. */
const near = "localhost,.localhost,127.0.0.1,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16";
const usual = "http://localhost:8080";

/** The command that brings a program to the lane whose pages are at `origin`. */
export function execCommand(origin: string, command: string): string {
  const lane = origin.replace("//lane.localhost", "//localhost").replace("//127.0.0.1", "//localhost");
  return lane === usual ? `hutong exec -- ${command}` : `hutong exec --url ${lane} -- ${command}`;
}

/** Lines for a shell, for programs that are started by something else than `hutong exec`. */
export function exportsFor(proxyPort: number, home: string): string {
  const proxy = `http://127.0.0.1:${proxyPort}`;
  const root = `${home}/ca/root.pem`;
  const variables = {
    HTTPS_PROXY: proxy,
    HTTP_PROXY: proxy,
    NO_PROXY: near,
    NODE_EXTRA_CA_CERTS: root,
    SSL_CERT_FILE: root,
    REQUESTS_CA_BUNDLE: root,
    CURL_CA_BUNDLE: root,
  };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${quoted(value)}`)
    .join("\n");
}

/** Whether the pages are read on the machine that the lane runs on, as far as the address tells. */
export function isOnThisMachine(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
