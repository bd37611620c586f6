// What cdktf runs to synthesize the app (cdktf.json): main.ts, bundled.
const { start } = require("./start");

const APP = {
  name: "synth",
  entry: "main.ts",
  sources: ["main.ts", "lib", "modules", "stacks"],
  inlined: [
    "cdktf",
    "constructs",
    "@cdktf/provider-aws",
    "@cdktf/provider-helm",
    "@cdktf/provider-kubernetes",
  ],
};

try {
  start(APP, "synth");
} catch (error) {
  // What a user got wrong is said in one line; anything else is a bug of ours and keeps its trace.
  if (error.name !== "ConfigurationError") throw error;
  console.error(error.message);
  process.exitCode = 1;
}
