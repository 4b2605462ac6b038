import { defineConfig } from "vite";
import { compressed, threeWeights } from "../../tools/built";

const server = process.env["HUTONG_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/console/",
  plugins: [threeWeights(), compressed()],
  build: {
    outDir: "../../../hutong/web/console",
    emptyOutDir: true,
    target: "es2022",
    // The page's policy allows scripts, styles and pictures from its own origin only, nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onLog(level, log, report) {
        // Ant Design marks its files for a framework we do not use; a thousand such lines would bury a real warning.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
  server: { host: "127.0.0.1", proxy: { "/api": { target: server, ws: true }, "/qr": server } },
});
