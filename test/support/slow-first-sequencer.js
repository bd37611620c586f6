const Sequencer = require("@jest/test-sequencer").default;

/** From slow to quick: the tests of whole modules run for minutes, and must not be what a run waits for at its end. */
const ORDER = ["terraform", "e2e", "unit"];

/** Starts the slow projects first; within one, as Jest does: by the time of the last run, else by the file's size. */
module.exports = class SlowFirstSequencer extends Sequencer {
  sort(tests) {
    const rank = ({ context }) => ORDER.indexOf(context.config.displayName?.name ?? "");
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
