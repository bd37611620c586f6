// Starts an app of this project from its TypeScript sources.
const { dirname } = require("node:path");

/**
 * @param app what to bundle (start/bundle.js)
 * @param part which functions of it will run (start/load.js)
 * @returns what the app's entry exports
 */
function start(app, part) {
  if (!isInstalled()) {
    const project = dirname(__dirname);
    console.error(
      `The packages of this project are not installed. Run npm ci in ${project} first.`,
    );
    process.exit(2);
  }
  const { bundle } = require("./bundle");
  const { load } = require("./load");
  return load(bundle(app), part);
}

function isInstalled() {
  try {
    require.resolve("esbuild");
    return true;
  } catch {
    return false;
  }
}

module.exports = { start };
