const { totalmem } = require("node:os");
const { dirname } = require("node:path");

// Three projects, from quick to slow. `unit` needs nothing but Node; `terraform` needs the terraform
// binary and provider plugins; `e2e` needs the AWS emulator too.
// The SDK announces on every start when it will drop Node 20; the engines field says what we support.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
// Started by npx, the command line tells to go on with npx (cli/terminal/npx-prefix.ts).
delete process.env.npm_command;

const rootDir = dirname(__dirname);
const common = {
  rootDir,
  testEnvironment: "node",
  setupFiles: ["<rootDir>/test/support/no-colours.js"],
  setupFilesAfterEnv: ["<rootDir>/test/support/no-leftovers.js"],
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
  },
};

const withPlugins = { globalSetup: "<rootDir>/test/support/global-setup.ts" };

/** @type {import("jest").Config} */
module.exports = {
  rootDir,
  projects: [
    { ...common, displayName: "unit", testMatch: ["<rootDir>/test/unit/**/*.test.ts"] },
    {
      ...common,
      ...withPlugins,
      displayName: "terraform",
      testMatch: ["<rootDir>/test/terraform/**/*.test.ts"],
    },
    {
      ...common,
      ...withPlugins,
      displayName: "e2e",
      testMatch: ["<rootDir>/test/e2e/**/*.test.ts"],
    },
  ],
  globalSetup: "<rootDir>/test/support/build-command.js",
  reporters: [
    "default",
    "<rootDir>/test/support/plugins-reporter.js",
    "<rootDir>/test/support/slowest-reporter.js",
  ],
  testSequencer: "<rootDir>/test/support/slow-first-sequencer.js",
  // Ends what would never end; on a busy machine a second's work takes many.
  testTimeout: 60_000,
  // More than the two cores that CI has: a test of Terraform waits for most of its time. Each takes up to 2.5 GB, with
  // Terraform, a provider that stays and an emulator. With eight, single tests came near their time limits.
  maxWorkers: totalmem() >= 16 * 2 ** 30 ? 5 : 3,
};
