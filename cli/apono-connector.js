#!/usr/bin/env node
// The command `apono-connector`: cli/index.ts, bundled.
const { bundle } = require("../bundle");

require(bundle("cli", "cli/index.ts", ["cli", "lib", "modules", "stacks"]))
  .main(process.argv)
  .then((code) => {
    process.exitCode = code;
  });
