import { isWanted } from "../../../../cli/terminal/colours";

test.each<[string, NodeJS.ProcessEnv, boolean, boolean]>([
  ["on a terminal", {}, true, true],
  ["not in a pipe", {}, false, false],
  ["not in a pipe of a pipeline, which sets CI", { CI: "1" }, false, false],
  ["not on a dumb terminal", { TERM: "dumb" }, true, false],
  ["with FORCE_COLOR in a pipe", { FORCE_COLOR: "1" }, false, true],
  ["without, where FORCE_COLOR is 0", { FORCE_COLOR: "0" }, true, false],
  ["never with NO_COLOR", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
  ["as if NO_COLOR weren't there, where it is empty", { NO_COLOR: "" }, true, true],
])("colours %s", (_when, env, isTerminal, expected) => {
  expect(isWanted(env, isTerminal)).toBe(expected);
});
