// Installs the packages that the command and its build need in a clone of this repository, once.
const { spawnSync } = require("node:child_process");
const {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require("node:fs");
const { join } = require("node:path");

/** Packages that building the command takes, besides those that it needs to run. */
const BUILT_WITH = [
  "@cdktf/provider-aws",
  "@cdktf/provider-helm",
  "@cdktf/provider-kubernetes",
  "@tree-sitter-grammars/tree-sitter-hcl",
  "cdktf",
  "constructs",
  "esbuild",
];

/** A package.json that names only what the command is built with and runs on; versions are those of package-lock.json. */
function manifestOf({ name, version, dependencies, devDependencies, overrides }) {
  const build = Object.entries({ ...devDependencies, ...dependencies }).filter(([each]) =>
    BUILT_WITH.includes(each),
  );
  return {
    name,
    version,
    dependencies: { ...dependencies, ...Object.fromEntries(build) },
    overrides,
  };
}

/**
 * Installs packages in the versions of package-lock.json, without running their scripts.
 *
 * They are installed in a folder of its own and then moved, so that nothing incomplete stays and two processes don't
 * disturb each other. Sets exit code 2 if npm fails.
 */
function install(project) {
  const target = join(project, "node_modules");
  if (existsSync(target)) return;
  console.error("apono-connector: installing packages, once. This takes about a minute.");
  const cache = join(project, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "install-"));
  try {
    const manifest = manifestOf(JSON.parse(readFileSync(join(project, "package.json"), "utf8")));
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    cpSync(join(project, "package-lock.json"), join(folder, "package-lock.json"));
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const { status, error } = spawnSync("npm", ["install", ...options], {
      cwd: folder,
      // Standard output is the command's own, such as SARIF.
      stdio: ["ignore", 2, 2],
    });
    if (status !== 0) {
      console.error(
        `apono-connector: npm install failed${error ? `: ${error.message}` : ""}. Node 20 or newer with npm is needed.`,
      );
      process.exitCode = 2;
      return;
    }
    renameSync(join(folder, "node_modules"), target);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { install };
