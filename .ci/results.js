// Reads what Jest wrote of a run (--json) and prints the closing line "N passed, N failed".
// `node results.js FILE STATUS`; STATUS is the exit code of the whole test command. Exits 1 unless all is well.
const { readFileSync } = require("node:fs");

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {}; // Jest never got as far
  }
}

const [, , file, status] = process.argv;
const {
  numPassedTests: passed = 0,
  numFailedTests = 0,
  numRuntimeErrorTestSuites = 0,
} = read(file);
// A file that could not be run is a failure, too.
const failed = numFailedTests + numRuntimeErrorTestSuites;
// A lint error, no test at all: each is a failure, too.
const isSound = failed === 0 && passed > 0 && status === "0";
console.log(`${passed} passed, ${isSound ? 0 : Math.max(failed, 1)} failed`);
process.exitCode = isSound ? 0 : 1;
