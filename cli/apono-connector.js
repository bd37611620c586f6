#!/usr/bin/env node
// The command `apono-connector`: dist/cli.js, which a package has, and a checkout builds from cli/index.ts.
const { existsSync } = require("fs");
const { join } = require("path");
const { engines } = require("../package.json");

// Older versions of Node must be able to parse this file.
const required = Number(/\d+/.exec(engines.node)[0]);
if (Number(process.versions.node.split(".")[0]) < required) {
  console.error(
    `Node ${process.versions.node} is too old: apono-connector requires ${engines.node}. Install a newer version: https://nodejs.org`,
  );
  process.exit(2);
}

// The AWS SDK announces on every start when it will drop Node 20; the engines field says what we support.
if (process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED === undefined)
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

require(commandFile())
  .main(process.argv)
  .then((code) => {
    process.exitCode = code;
    // Exit once both streams are flushed: otherwise Node waits for background compilation. A result that can't be written is
    // reported in cli/terminal/io.ts.
    process.stdout.write("", (error) => {
      if (!error) process.stderr.write("", () => process.exit());
    });
  });

function commandFile() {
  const isCheckout = existsSync(join(__dirname, "index.ts"));
  if (!isCheckout) return "../dist/cli.js";
  const { buildCommand, requirePackages } = require("../tools/build");
  requirePackages();
  return buildCommand();
}
