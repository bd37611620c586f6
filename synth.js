// What cdktf runs to synthesize the app (cdktf.json): main.ts, bundled by esbuild into one file, so that Node has no
// TypeScript to understand and little to load. The bundle is made again whenever a source is newer than it.
const { existsSync, mkdirSync, readdirSync, renameSync, statSync } = require("node:fs");
const { join } = require("node:path");

const root = __dirname;
const SOURCES = ["main.ts", "package.json", "lib", "modules", "stacks"];
const bundle = join(root, ".cache", "synth", "main.js");

/** Time of the latest change below a path; folders count too, so that a removed file shows. */
function changedAt(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, changedAt(join(path, name))),
    stat.mtimeMs,
  );
}

function isCurrent() {
  if (!existsSync(bundle)) return false;
  const made = statSync(bundle).mtimeMs;
  return SOURCES.every((source) => changedAt(join(root, source)) < made);
}

if (!isCurrent()) {
  mkdirSync(join(root, ".cache", "synth"), { recursive: true });
  // Put in place at once, so that another run beside this one never reads half a bundle.
  const unfinished = `${bundle}.${process.pid}`;
  require("esbuild").buildSync({
    entryPoints: [join(root, "main.ts")],
    outfile: unfinished,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    logLevel: "error",
  });
  renameSync(unfinished, bundle);
}

try {
  require(bundle);
} catch (error) {
  // What a user got wrong is said in one line; anything else is a bug of ours and keeps its trace.
  if (error.name !== "ConfigurationError") throw error;
  console.error(error.message);
  process.exitCode = 1;
}
