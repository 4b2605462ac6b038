import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import { compressed, threeWeights } from "../../tools/built";

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

/** Writes `begin.js` into the page, with the names of the files that it sends for. */
function beginning(): Plugin {
  const source = () => readFileSync(new URL("./src/begin.js", import.meta.url), "utf8").replace(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*)\n/gm, "");
  return {
    name: "beginning",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
        const words = { en: namesOf(chunks, /locales\/.*en\.json$/), "zh-CN": namesOf(chunks, /locales\/.*zh-CN\.json$/) };
        const thread = namesOf(chunks, /chat\/Thread\.tsx$/);
        const script = source().replace("__WORDS__", JSON.stringify(words)).replace("__THREAD__", JSON.stringify(thread));
        return html.replace("<!-- begin -->", () => `<script>${script}</script>`);
      },
    },
  };
}

/** The files that hold these modules, with what they stand on and their styles; the page's own entry comes anyway. */
function namesOf(chunks: Rolldown.OutputChunk[], modules: RegExp): string[] {
  const names = new Set<string>();
  const add = (chunk: Rolldown.OutputChunk) => {
    if (chunk.isEntry || names.has(chunk.fileName)) return;
    names.add(chunk.fileName);
    for (const name of chunk.viteMetadata?.importedCss ?? []) names.add(name);
    for (const name of chunk.imports) chunks.filter(({ fileName }) => fileName === name).forEach(add);
  };
  chunks.filter(({ moduleIds }) => moduleIds.some((id) => modules.test(id))).forEach(add);
  return [...names].map((name) => `/${name}`);
}

const server = process.env["HUTONG_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/",
  plugins: [threeWeights(), offlineShell(), beginning(), compressed()],
  build: {
    outDir: "../../../hutong/web/messenger",
    emptyOutDir: true,
    target: "es2022",
    // The page's policy allows scripts, styles and pictures from its own origin only, nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // All words of one language travel as one file, and so do all icons: two hundred small ones would queue.
          groups: [
            { name: "icons", test: /@phosphor-icons/, minShareCount: 4 },
            { name: "words-en", test: /locales\/.*en\.json$/ },
            { name: "words-zh", test: /locales\/.*zh-CN\.json$/ },
          ],
        },
      },
    },
  },
  server: { host: "127.0.0.1", proxy: { "/api": { target: server, ws: true }, "/qr": server } },
});
