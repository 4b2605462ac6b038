import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

/** Writes the service worker with the names of what was built: the shell that opens without a line. */
function offlineShell(): Plugin {
  const always = ["/logo.svg", "/manifest.webmanifest", "/icon-192.png"];
  return {
    name: "offline-shell",
    apply: "build",
    generateBundle: {
      // Only at the end is it known which chunks had styles alone and are no files of their own.
      order: "post",
      handler(_, bundle) {
        // The reader of codes is large and of no use without a line.
        const built = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name) && !/jsQR/i.test(name));
        const files = [...built.map((name) => `/${name}`).sort(), ...always];
        const version = createHash("sha256").update(files.join()).digest("hex").slice(0, 12);
        const source = readFileSync(new URL("./src/offline/sw.js", import.meta.url), "utf8");
        this.emitFile({ type: "asset", fileName: "sw.js", source: source.replace("__VERSION__", version).replace("= __FILES__", `= ${JSON.stringify(files)}`) });
      },
    },
  };
}

const server = process.env["HUTONG_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/",
  plugins: [offlineShell()],
  build: {
    outDir: "../../../hutong/web/messenger",
    emptyOutDir: true,
    target: "es2022",
    // The page's policy allows scripts, styles and pictures from its own origin only, nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: "127.0.0.1", proxy: { "/api": { target: server, ws: true }, "/qr": server } },
});
