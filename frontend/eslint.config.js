import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config({ ignores: ["node_modules"] }, js.configs.recommended, ...tseslint.configs.strict, {
  rules: { "@typescript-eslint/no-non-null-assertion": "off" },
});
