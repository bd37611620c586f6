const js = require("@eslint/js");
const { createNodeResolver, importX } = require("eslint-plugin-import-x");
const tseslint = require("typescript-eslint");

/** Files in `target` import nothing of `from`, apart from `except`, whose paths are relative to `from`. */
const zone = (target, from, message, except) => ({
  target,
  from,
  message,
  ...(except && { except }),
});

/** Each layer may import those before it. */
const LAYERS = [
  "./lib",
  "./modules",
  "./fleet",
  "./stacks",
  "./main.ts",
  "./cli",
  "./tools",
  "./test",
];
const layers = LAYERS.slice(0, 6).flatMap((layer, index) =>
  LAYERS.slice(index + 1).map((above) =>
    zone(
      layer,
      above,
      "The layers are lib, modules, fleet, stacks, main.ts; cli on top.",
      // It bundles the command where it is started from a checkout.
      layer === "./cli" && above === "./tools" ? ["./build.js"] : undefined,
    ),
  ),
);

/** What a selector finds ends with a full stop, or a colon before a table, where it is a literal or template. */
const endsWithStop = (text) => [
  "error",
  ...[
    `${text}:matches(Literal)[value=/[^.?:]$/]`,
    `${text}:matches(TemplateLiteral) > TemplateElement[tail=true][value.raw=/[^.?:]$/]`,
  ].map((selector) => ({ selector, message: "End a sentence with a full stop." })),
];

const zones = [
  ...layers,
  zone("./cli", "./main.ts", "main.ts is what cdktf runs."),
  zone("./cli/!(commands)/**", "./cli/commands", "Commands call capabilities."),
  zone("./cli/terraform", ["./modules", "./stacks"], "cli/terraform reads any Terraform."),
  zone("./cli/terraform", "./cli", "cli/terraform is used by capabilities.", ["./terraform"]),
  zone("./cli/iam", "./cli", "cli/iam is used by capabilities.", ["./iam", "./terminal"]),
  zone(
    ["./cli/files", "./cli/html", "./cli/terminal"],
    "./cli",
    "What all commands share knows no capability.",
    ["./files", "./html", "./terminal", "./project.ts"],
  ),
  zone("./cli/!(validate)/**", "./cli/validate/rules", "Take rules from the index.", [
    "./index.ts",
  ]),
  zone(
    ["./cli/validate/*.ts", "./cli/validate/!(rules)/**"],
    "./cli/validate/rules",
    "Rules are given to the engine.",
  ),
  zone("./tools", "./test", "Tools use test/kit and the tables of test/fixtures.", [
    "./kit",
    "./fixtures",
  ]),
  zone(
    "./test/kit",
    ["./lib", "./modules", "./stacks", "./cli", "./tools"],
    "The test kit knows nothing of what is tested.",
  ),
  zone("./test/kit", "./test/!(kit)/**", "The test kit knows no test."),
];

module.exports = tseslint.config(
  {
    // The examples import the built package; test/terraform/constructs.test.ts compiles them.
    ignores: [
      "dist/**",
      ".cache/**",
      "cdktf.out/**",
      "node_modules/**",
      "coverage/**",
      "docs/examples/**",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts", "**/*.mts"],
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: __dirname },
    },
    rules: {
      "@typescript-eslint/no-deprecated": "error",
      "@typescript-eslint/return-await": "error",
      // cdktf's values have a toString of their own.
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      // An interface's method may have nothing to wait for.
      "@typescript-eslint/require-await": "off",
      // Most methods here are closures.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    // Tests read deep into JSON of any shape, and their assertions are the check.
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/only-throw-error": "off",
    },
  },
  {
    plugins: { "import-x": importX },
    settings: {
      "import-x/extensions": [".ts", ".mts", ".js", ".mjs"],
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js", ".json"] })],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              // It loads every resource: seconds and hundreds of MB.
              regex: "^@cdktf/provider-[a-z]+(/lib(/index(\\.js)?)?)?/?$",
              message: "Import a deep path such as @cdktf/provider-aws/lib/iam-role.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["cli/validate/**/*.ts"],
    rules: {
      "no-restricted-syntax": endsWithStop("Property[key.name=/^(message|fix)$/] > *.value"),
    },
  },
  {
    files: ["cli/doctor/**/*.ts"],
    rules: {
      "no-restricted-syntax": endsWithStop(
        "CallExpression[callee.name=/^(ok|problem|warning|unknown|skipped)$/] > *:nth-child(2)",
      ),
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
