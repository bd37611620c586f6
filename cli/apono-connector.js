#!/usr/bin/env node
// The command `apono-connector`: cli/index.ts, bundled.
const { bundle } = require("../bundle");

// The AWS SDK announces on every start when it will drop Node 20; the engines field says what we support.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

require(bundle("cli", "cli/index.ts", ["cli", "lib", "modules", "stacks"]))
  .main(process.argv)
  .then((code) => {
    process.exitCode = code;
  });
