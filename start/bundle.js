// Bundles a TypeScript entry with esbuild into one file below .cache/, so that Node has no TypeScript to understand and
// few files to find. The bundle is made again whenever a source is newer than it.
const { mkdirSync, readdirSync, renameSync, statSync } = require("node:fs");
const { dirname, join } = require("node:path");

const { dependencies } = require("../package.json");

const PROJECT = dirname(__dirname);

/** What every bundle depends on, besides its own sources; npm writes the last one at each installation. */
const COMMON_SOURCES = ["start", "package.json", "node_modules/.package-lock.json"];

/** Time of the latest change below a path; folders count too, so that a removed file shows. */
function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, changedAt(`${path}/${name}`)),
    stat.mtimeMs,
  );
}

/**
 * The bundle of an entry, made now where a source is newer.
 *
 * @param app.name its folder below .cache/
 * @param app.entry the TypeScript file to begin with
 * @param app.sources files and folders that the bundle may depend on
 * @param app.inlined packages that go into the bundle, because finding and reading their many files takes longer than
 * running them; the others are loaded from node_modules, when they are needed
 * @returns the path of a CommonJS file
 */
function bundle({ name, entry, sources, inlined }) {
  const file = join(PROJECT, ".cache", name, "main.js");
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isCurrent = [...sources, ...COMMON_SOURCES].every(
    (source) => changedAt(join(PROJECT, source)) < made,
  );
  if (isCurrent) return file;
  mkdirSync(dirname(file), { recursive: true });
  // Put in place at once, so that another run beside this one never reads half a bundle.
  const unfinished = `${file}.${process.pid}`;
  require("esbuild").buildSync({
    entryPoints: [join(PROJECT, entry)],
    outfile: unfinished,
    bundle: true,
    external: Object.keys(dependencies)
      .filter((name) => !inlined.includes(name))
      .flatMap((name) => [name, `${name}/*`]),
    platform: "node",
    // Modules first: what is written for several module systems at once often can't be bundled.
    mainFields: ["module", "main"],
    target: "node20",
    // `import()` of a package becomes `require`: a script with kept code can't have it (start/load.js).
    supported: { "dynamic-import": false },
    // No source map: Node would read it at every start, and use it only when asked to. Names of files stay as comments.
    logLevel: "error",
  });
  renameSync(unfinished, file);
  return file;
}

module.exports = { bundle };
