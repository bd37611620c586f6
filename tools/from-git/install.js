// Installs the packages that the command and its build need in a clone of this repository, once.
const { spawnSync } = require("node:child_process");
const { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } = require("node:fs");
const { join } = require("node:path");

/**
 * Installs the packages of package-lock.json without running their scripts.
 *
 * They are installed in a folder of its own and then moved, so that nothing incomplete stays and two processes don't
 * disturb each other. Ends the process with 2 and npm's message if npm fails.
 */
function install(project) {
  const target = join(project, "node_modules");
  if (existsSync(target)) return;
  console.error("apono-connector: installing packages, once. This takes about a minute.");
  const cache = join(project, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "install-"));
  try {
    for (const file of ["package.json", "package-lock.json"])
      cpSync(join(project, file), join(folder, file));
    const options = [
      // The command is built in the clone, which takes esbuild and cdktf.
      "--include=dev",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ];
    const { status, error } = spawnSync("npm", ["ci", ...options], {
      cwd: folder,
      // Standard output is the command's own, such as SARIF.
      stdio: ["ignore", 2, 2],
    });
    if (status !== 0) {
      console.error(
        `apono-connector: npm ci failed${error ? `: ${error.message}` : ""}. Node 20 or newer with npm is needed.`,
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
