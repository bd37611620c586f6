// Builds the command `apono-connector` (`npm run build`), and bundles main.ts for synth.js.
const {
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} = require("node:fs");
const { dirname, join } = require("node:path");

const PROJECT = dirname(__dirname);
const ENTRY = "cli/index.ts";
const SOURCES = ["cli", "fleet", "lib", "modules", "stacks", "package.json", "tools/build.js"];
const BUILT = join(PROJECT, "dist", "cli.js");

/** Ends the process with 2 and a message where `npm ci` has not run. */
function requirePackages() {
  try {
    require.resolve("esbuild");
  } catch {
    console.error(
      `The packages of this project are not installed. Run npm ci in ${PROJECT} first.`,
    );
    process.exit(2);
  }
}

/** Packages that stay in node_modules; everything else that the command imports becomes part of it. */
const installedPackages = () =>
  Object.keys(require("../package.json").dependencies).flatMap((name) => [name, `${name}/*`]);

/**
 * Bundles a TypeScript file with all that it imports.
 *
 * @param entry path in the project
 * @param outfile absolute path of the bundle, which is not written
 * @param packages which packages are left out, for esbuild
 * @returns esbuild's result. `outputFiles` are source map and code: `path` and `text` of each
 */
function bundle(entry, outfile, packages = { packages: "external" }) {
  return require("esbuild").buildSync({
    entryPoints: [join(PROJECT, entry)],
    outfile,
    write: false,
    bundle: true,
    metafile: true,
    absWorkingDir: PROJECT,
    ...packages,
    platform: "node",
    target: "node20",
    // `import()` becomes `require`: the AWS SDK takes twice as long to load as ES modules.
    supported: { "dynamic-import": false },
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "error",
  });
}

/** The bundle of the command. It includes cdktf and the used part of the providers' bindings, about one percent. */
const bundleCommand = () => bundle(ENTRY, BUILT, { external: installedPackages() });

/**
 * Builds the command where there is no build, or one that is older than a source.
 *
 * @returns the path of the built command
 */
function buildCommand() {
  if (newest(SOURCES) <= changed(BUILT)) return BUILT;
  const begun = new Date();
  mkdirSync(dirname(BUILT), { recursive: true });
  for (const { path, text } of bundleCommand().outputFiles) {
    // Renamed, so that a process beside this one never loads half a file.
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, text);
    utimesSync(unfinished, begun, begun);
    renameSync(unfinished, path);
  }
  return BUILT;
}

/** When the newest of some files of the project was changed, and of those in folders; in milliseconds. */
function newest(paths) {
  const times = paths.map((path) => {
    if (/\.(js|json|ts)$/.test(path)) return changed(join(PROJECT, path));
    const entries = readdirSync(join(PROJECT, path), { withFileTypes: true });
    return newest(
      entries
        .filter((entry) => entry.isDirectory() || /\.(json|ts)$/.test(entry.name))
        .map((entry) => `${path}/${entry.name}`),
    );
  });
  return Math.max(0, ...times);
}

const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (require.main === module) {
  requirePackages();
  buildCommand();
}

module.exports = { buildCommand, bundle, bundleCommand, requirePackages };
