import js from "@eslint/js";
import globals from "globals";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/node_modules/**", "**/dist/**", "packages/api/src/schema.d.ts", "**/test-results/**"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    languageOptions: { globals: globals.browser },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-invalid-void-type": "off",
      "max-lines": ["error", { max: 350 }],
      eqeqeq: ["error", "always"],
    },
  },
  {
    files: ["packages/sync/src/**/*.ts"],
    ignores: ["packages/sync/src/browser.ts", "**/*.test.ts", "**/testing/**"],
    // The model runs without a browser: whatever it needs from one is handed in.
    languageOptions: { globals: {} },
    rules: { "no-restricted-globals": ["error", "window", "document", "localStorage", "fetch", "WebSocket", "setTimeout"] },
  },
  { files: ["tools/**", "**/*.config.{js,ts}", "e2e/**"], languageOptions: { globals: globals.node } },
);
