#!/usr/bin/env node
// The command `apono-connector`: cli/index.ts, bundled.
const { start } = require("../start");

// The AWS SDK announces on every start when it will drop Node 20; the engines field says what we support.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const APP = {
  name: "cli",
  entry: "cli/index.ts",
  sources: ["cli", "lib", "modules", "stacks"],
  inlined: ["cli-table3", "commander", "jsonc-parser", "picocolors", "semver"],
};

/** Each command runs functions of its own. */
const command = /^[a-z]+$/.test(process.argv[2] ?? "") ? process.argv[2] : "other";

start(APP, command)
  .main(process.argv)
  .then((code) => {
    process.exitCode = code;
    // All is said when both streams have passed everything on. Left alone, Node would wait until V8 has compiled functions
    // that nobody calls any more. A result that can't be written says so itself (cli/terminal/io.ts).
    process.stdout.write("", (error) => {
      if (!error) process.stderr.write("", () => process.exit());
    });
  });
