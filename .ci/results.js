// Reads what Jest wrote of a run (--json). `node results.js again FIRST` prints the test files that get a second try;
// `node results.js sum FIRST SECOND STATUS` prints the closing line "N passed, N failed" and exits 1 unless all is well.
const { readFileSync } = require("node:fs");

/**
 * Tests of the end-to-end kind run real programs beside each other, and a busy machine has broken a connection before.
 * A file of them that fails is run once more, alone, and is named. More than a few are no accident.
 */
const MOST_FILES = 3;
const END_TO_END = /\/test\/e2e\//;

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {}; // Jest never got as far
  }
}

const failedFiles = ({ testResults = [] }) =>
  testResults.filter(({ status }) => status === "failed");

function again(first) {
  const files = failedFiles(first).map(({ name }) => name);
  return files.length <= MOST_FILES && files.every((name) => END_TO_END.test(name)) ? files : [];
}

/** Passed and failed tests; a file that could not be run is a failure, too. */
function counts(result) {
  const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = result;
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

/** The first run's counts, with those of the second for the files that were run twice. */
function sum(first, second) {
  const total = counts(first);
  const retried = failedFiles(first).filter(({ name }) =>
    second.testResults?.some((each) => each.name === name),
  );
  if (retried.length === 0) return total;
  for (const { name, assertionResults } of retried) {
    const failures = assertionResults.filter(({ status }) => status === "failed");
    total.passed -= assertionResults.filter(({ status }) => status === "passed").length;
    total.failed -= failures.length || 1;
    const { status } = second.testResults.find((each) => each.name === name);
    console.log(`failed beside others, ${status} alone: ${name.replace(/.*\/test\//, "test/")}`);
    for (const { fullName } of failures) console.log(`  ${fullName}`);
  }
  const { passed, failed } = counts(second);
  return { passed: total.passed + passed, failed: total.failed + failed };
}

const [what, firstFile, secondFile, status] = process.argv.slice(2);
const first = read(firstFile);
if (what === "again") {
  for (const name of again(first)) console.log(name);
} else {
  const second = read(secondFile);
  const { passed, failed } = sum(first, second);
  // A lint error, no test at all: each is a failure, too.
  const isSound = failed === 0 && passed > 0 && (status === "0" || second.success === true);
  console.log(`${passed} passed, ${isSound ? 0 : Math.max(failed, 1)} failed`);
  process.exitCode = isSound ? 0 : 1;
}
