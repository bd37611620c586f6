// Bundles a TypeScript entry with esbuild into one file below .cache/, so that Node has no TypeScript to understand and
// few files to find. The bundle is made again whenever a source is another one.
const { Buffer } = require("node:buffer");
const { readdirSync, statSync } = require("node:fs");
const { dirname, join } = require("node:path");

const { dependencies } = require("../package.json");
const { read, write } = require("./files");

const PROJECT = dirname(__dirname);

/** What every bundle depends on, besides its own sources; npm writes the last one at each installation. */
const COMMON_SOURCES = ["start", "package.json", "node_modules/.package-lock.json"];

/**
 * The bundle of an entry, made now where a source has changed. Where it can't be kept, such as in somebody else's checkout, it
 * is made each time.
 *
 * @param app.name its folder below .cache/
 * @param app.entry the TypeScript file to begin with
 * @param app.sources files and folders that the bundle may depend on
 * @param app.inlined packages that go into the bundle, because finding and reading their many files takes longer than
 * running them; the others are loaded from node_modules, when they are needed
 * @returns the path of a CommonJS file, what is in it, what no other bundle has, and whether the file is there
 */
function bundle({ name, entry, sources, inlined }) {
  const file = join(PROJECT, ".cache", name, "main.js");
  // The end says what a bundle was made of, and so, too, that it is whole.
  const end = Buffer.from(`\n/*\n${sourcesIn([...sources, ...COMMON_SOURCES])}\n*/\n`);
  const kept = read(file);
  if (kept?.subarray(-end.length).equals(end)) return { file, source: kept, id: end, isKept: true };
  const { outputFiles } = require("esbuild").buildSync({
    entryPoints: [join(PROJECT, entry)],
    outfile: file,
    write: false,
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
  const source = Buffer.concat([outputFiles[0].contents, end]);
  return { file, source, id: end, isKept: write(file, source) };
}

/** What a bundle can be made of; modules have documents and examples beside it. */
const SOURCE = /\.(?:js|json|ts)$/;

/** Names, times and sizes of all sources in some places, a line for each. */
function sourcesIn(places) {
  const found = [];
  const addFile = (path) => {
    const stat = statSync(join(PROJECT, path), { throwIfNoEntry: false });
    found.push(`${path} ${stat?.mtimeMs} ${stat?.size}`);
  };
  const addFolder = (path) => {
    for (const entry of readdirSync(join(PROJECT, path), { withFileTypes: true })) {
      if (entry.isDirectory()) addFolder(`${path}/${entry.name}`);
      else if (SOURCE.test(entry.name)) addFile(`${path}/${entry.name}`);
    }
  };
  for (const place of places)
    if (SOURCE.test(place)) addFile(place);
    else addFolder(place);
  return found.join("\n");
}

module.exports = { bundle };
