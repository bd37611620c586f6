#!/usr/bin/env node
// The command `apono-connector`: dist/cli.js, built from cli/index.ts.
const { buildCommand, requirePackages } = require("../tools/build");

// The AWS SDK announces on every start when it will drop Node 20; the engines field says what we support.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

requirePackages();
require(buildCommand())
  .main(process.argv)
  .then((code) => {
    process.exitCode = code;
    // Exit once both streams are flushed: otherwise Node waits for background compilation. A result that can't be written is
    // reported in cli/terminal/io.ts.
    process.stdout.write("", (error) => {
      if (!error) process.stderr.write("", () => process.exit());
    });
  });
