// What cdktf runs to synthesize the app (cdktf.json): main.ts, bundled.
const { bundle } = require("./bundle");

try {
  require(bundle("synth", "main.ts", ["main.ts", "lib", "modules", "stacks"]));
} catch (error) {
  // What a user got wrong is said in one line; anything else is a bug of ours and keeps its trace.
  if (error.name !== "ConfigurationError") throw error;
  console.error(error.message);
  process.exitCode = 1;
}
