import { describe, expect, it } from "vitest";
import { execCommand, exportsFor, isOnThisMachine } from "./environment";

describe("the command", () => {
  it("names the lane only when it is not where one looks first", () => {
    expect(execCommand("http://lane.localhost:8080", "python bot.py")).toBe("hutong exec -- python bot.py");
    expect(execCommand("http://127.0.0.1:8080", "sh")).toBe("hutong exec -- sh");
    expect(execCommand("http://lane.localhost:9000", "sh")).toBe("hutong exec --url http://localhost:9000 -- sh");
    expect(execCommand("https://192.168.1.5:8443", "sh")).toBe("hutong exec --url https://192.168.1.5:8443 -- sh");
  });
});

describe("the variables", () => {
  it("name the front and the root", () => {
    const lines = exportsFor(8090, "/srv/li/.hutong").split("\n");
    expect(lines).toContain("export HTTPS_PROXY=http://127.0.0.1:8090");
    expect(lines).toContain("export NODE_EXTRA_CA_CERTS=/srv/li/.hutong/ca/root.pem");
  });

  it("survive a home with spaces, quotes and dollars in its name", () => {
    const lines = exportsFor(1, "/srv/li lei's $HOME").split("\n");
    expect(lines).toContain(`export SSL_CERT_FILE='/srv/li lei'\\''s $HOME/ca/root.pem'`);
  });
});

it("knows addresses of this machine", () => {
  for (const name of ["localhost", "lane.localhost", "127.0.0.1", "[::1]"]) expect(isOnThisMachine(name)).toBe(true);
  for (const name of ["192.168.1.5", "localhost.example", "127.0.0.1.nip.io", ""]) expect(isOnThisMachine(name)).toBe(false);
});
