import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/**", ".cache/**", "cdktf.out/**", "node_modules/**", "coverage/**"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-imports": [
        "error",
        {
          // The index of a provider package loads every resource: seconds and hundreds of MB.
          paths: ["@cdktf/provider-aws", "@cdktf/provider-helm", "@cdktf/provider-kubernetes"].map(
            (name) => ({
              name,
              message: `Import a deep path such as ${name}/lib/<resource>.`,
            }),
          ),
        },
      ],
    },
  },
  {
    // What reads Terraform's files knows nothing of who asks.
    files: ["cli/terraform/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^(\\.\\./)+(validate|doctor|modules|stacks)(/|$)" }] },
      ],
    },
  },
  {
    files: ["**/*.js"],
    languageOptions: {
      globals: {
        require: "readonly",
        module: "writable",
        process: "readonly",
        __dirname: "readonly",
        console: "readonly",
      },
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
