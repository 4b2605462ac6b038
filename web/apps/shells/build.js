/** One plain script for each entry: pages of others load them as they are, before anything of their own. */
import { build } from "vite";

for (const name of ["bridge", "jweixin"]) {
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      outDir: "../../../hutong/web/shells",
      emptyOutDir: name === "bridge",
      target: "es2020",
      lib: { entry: `src/${name}.ts`, formats: ["iife"], name: `hutong_${name}`, fileName: () => `${name}.js` },
    },
  });
}
