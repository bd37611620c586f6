// Files below .cache/: what can't be read isn't there, and what can't be written is made again in the next run.
const { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { dirname } = require("node:path");

/** What is in a file; undefined where that can't be told. */
function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Puts a file in place at once, so that another run beside this one never reads half of it. @returns whether it could */
function write(file, content) {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
    return true;
  } catch {
    remove(unfinished);
    return false;
  }
}

function remove(file) {
  try {
    rmSync(file, { force: true });
  } catch {
    // It was never made.
  }
}

module.exports = { read, write };
