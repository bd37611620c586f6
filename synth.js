// What cdktf runs to synthesize the app (cdktf.json): main.ts, bundled in memory.
const { Module, SourceMap } = require("node:module");
const { join } = require("node:path");
const { bundle, requirePackages } = require("./tools/build");

/** Where the bundle would be; no such file is written. */
const FILE = join(__dirname, "main.js");

// cdktf writes a stack trace of each token, to show it if the token can't be resolved. Errors keep theirs.
Error.captureStackTrace = () => {};

requirePackages();
const [map, code] = bundle("main.ts", FILE).outputFiles;
const app = new Module(FILE);
app.filename = FILE;
app.paths = module.paths;
try {
  app._compile(code.text, FILE);
} catch (error) {
  // A mistake of the user's is told in one line; anything else is a bug and keeps its trace.
  if (error.name === "ConfigurationError") console.error(error.message);
  else console.error(inSources(error));
  process.exitCode = 1;
}

/** An error whose trace names the sources. */
function inSources(error) {
  const sources = new SourceMap(JSON.parse(map.text));
  error.stack = error.stack.replace(/[^\s(]*main\.js:(\d+):(\d+)/g, (place, line, column) => {
    const { originalSource, originalLine, originalColumn } = sources.findEntry(
      line - 1,
      column - 1,
    );
    if (originalSource === undefined) return place;
    return `${join(__dirname, originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
  });
  return error;
}
