const { relative } = require("node:path");

/** How many files are named; a run of fewer needs no list. */
const COUNT = 10;

/** Names the slowest test files at the end of a run, with the seconds that each took beside the others. */
module.exports = class SlowestReporter {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onRunComplete(_contexts, { testResults }) {
    if (testResults.length <= COUNT) return;
    const slowest = testResults
      .map(({ testFilePath, perfStats }) => [perfStats.runtime / 1000, testFilePath])
      .sort(([a], [b]) => b - a)
      .slice(0, COUNT)
      .map(([s, file]) => `${s.toFixed(1).padStart(8)} s  ${relative(this.rootDir, file)}`);
    process.stderr.write(`\nSlowest files:\n${slowest.join("\n")}\n`);
  }
};
