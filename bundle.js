// Bundles a TypeScript entry with esbuild into one file below .cache/, so that Node has no TypeScript to understand and
// little to load. The bundle is made again whenever a source is newer than it.
//
// Small libraries of plain code go into it, because finding and reading their many files takes longer than running them.
const { existsSync, mkdirSync, readdirSync, renameSync, statSync } = require("node:fs");
const { dirname, join } = require("node:path");

const { dependencies } = require("./package.json");

/** Libraries that every start of the command line needs, or that consist of many small files. */
const INLINED = ["cli-table3", "commander", "picocolors", "semver"];

/** Time of the latest change below a path; folders count too, so that a removed file shows. */
function changedAt(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, changedAt(`${path}/${name}`)),
    stat.mtimeMs,
  );
}

/**
 * The bundle of an entry, made now where a source is newer.
 *
 * @param name its folder below .cache/
 * @param entry the TypeScript file to begin with
 * @param sources files and folders that the bundle may depend on
 * @returns the path of a CommonJS file
 */
function bundle(name, entry, sources) {
  const file = join(__dirname, ".cache", name, "main.js");
  const made = existsSync(file) ? statSync(file).mtimeMs : 0;
  const isCurrent = [...sources, "bundle.js", "package.json"].every(
    (source) => changedAt(join(__dirname, source)) < made,
  );
  if (isCurrent) return file;
  mkdirSync(dirname(file), { recursive: true });
  // Put in place at once, so that another run beside this one never reads half a bundle.
  const unfinished = `${file}.${process.pid}`;
  require("esbuild").buildSync({
    entryPoints: [join(__dirname, entry)],
    outfile: unfinished,
    bundle: true,
    external: Object.keys(dependencies)
      .filter((name) => !INLINED.includes(name))
      .flatMap((name) => [name, `${name}/*`]),
    platform: "node",
    target: "node20",
    // No source map: Node would read it at every start, and use it only when asked to. Names of files stay as comments.
    logLevel: "error",
  });
  renameSync(unfinished, file);
  return file;
}

module.exports = { bundle };
