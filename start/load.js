// Loads a bundle with the code that V8 compiled of it in an earlier run.
const { createHash } = require("node:crypto");
const { Buffer } = require("node:buffer");
const { readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { Module, createRequire } = require("node:module");
const { dirname, join } = require("node:path");
const { Script } = require("node:vm");

const DIGEST_BYTES = 20;

/**
 * Runs a CommonJS file, as `require` does, with V8's code cache beside it. The cache is written when a run has come to its
 * end (exit code 0, or 1 for findings): by then V8 has compiled what such a run needs. It is made again when the file or
 * Node has changed.
 *
 * @param file its absolute path; it may `require`, but not `import()`
 * @param part which functions of the file will run; each part has a cache of its own
 * @returns what the file exports
 */
function load(file, part) {
  // Node 22 does it by itself, for installed packages, too: https://nodejs.org/api/module.html#module-compile-cache
  if (Module.enableCompileCache) {
    Module.enableCompileCache(join(dirname(file), "compiled"));
    return require(file);
  }
  const source = readFileSync(file);
  // V8 itself looks at a source's length only.
  const digest = createHash("sha1").update(source).digest();
  const cacheFile = join(dirname(file), `${part}.code`);
  const cachedData = read(cacheFile, digest);
  const script = new Script(Module.wrap(source.toString("utf8")), { filename: file, cachedData });
  if (!cachedData || script.cachedDataRejected) {
    process.once("exit", (code) => {
      if (code <= 1) write(cacheFile, digest, script.createCachedData());
    });
  }
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(dirname(file));
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

/** The code of a file with this digest, if that is what is kept. */
function read(cacheFile, digest) {
  try {
    const kept = readFileSync(cacheFile);
    const isOfThis = kept.subarray(0, DIGEST_BYTES).equals(digest);
    return isOfThis ? kept.subarray(DIGEST_BYTES) : undefined;
  } catch {
    return undefined; // none yet
  }
}

function write(cacheFile, digest, code) {
  const unfinished = `${cacheFile}.${process.pid}`;
  try {
    writeFileSync(unfinished, Buffer.concat([digest, code]));
    renameSync(unfinished, cacheFile);
  } catch {
    rmSync(unfinished, { force: true }); // the next run tries again; this one has done its work
  }
}

module.exports = { load };
