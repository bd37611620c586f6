// Loads a bundle with the code that V8 compiled of it in an earlier run.
const { Buffer } = require("node:buffer");
const { Module, createRequire } = require("node:module");
const { dirname, join } = require("node:path");
const { Script } = require("node:vm");

const { read, write } = require("./files");

/**
 * Runs a CommonJS file, as `require` does, with V8's code cache beside it. The cache is written when a run has come to its
 * end (exit code 0, or 1 for findings): by then V8 has compiled what such a run needs. It is made again when the file or
 * Node has changed.
 *
 * @param bundle.file its absolute path
 * @param bundle.source what is in it; it may `require`, but not `import()`
 * @param bundle.id what no file has that has something else in it
 * @param bundle.isKept whether the file is there, and something may be put beside it
 * @param part which functions of the file will run; each part has a cache of its own
 * @returns what the file exports
 */
function load({ file, source, id, isKept }, part) {
  // Node 22 does it by itself, for installed packages, too: https://nodejs.org/api/module.html#module-compile-cache
  if (isKept && Module.enableCompileCache) {
    Module.enableCompileCache(join(dirname(file), "compiled"));
    return require(file);
  }
  // V8 itself looks at a source's length only, so that the code stands behind the id.
  const cacheFile = join(dirname(file), `${part}.code`);
  const cachedData = codeIn(cacheFile, id);
  const script = new Script(Module.wrap(source.toString("utf8")), { filename: file, cachedData });
  if (isKept && (!cachedData || script.cachedDataRejected)) {
    process.once("exit", (code) => {
      if (code <= 1) write(cacheFile, Buffer.concat([id, script.createCachedData()]));
    });
  }
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(dirname(file));
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

/** The code of a file with this id, if that is what is kept. */
function codeIn(cacheFile, id) {
  const kept = read(cacheFile);
  return kept?.subarray(0, id.length).equals(id) ? kept.subarray(id.length) : undefined;
}

module.exports = { load };
