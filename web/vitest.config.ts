import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.{ts,tsx}"],
    environment: "node",
    // fast-check prints the seed and the smallest failing case itself.
    testTimeout: 20_000,
  },
});
