import { RULES } from "../../cli/validate/rules";
import { exampleFiles } from "../../tools/docs/rule-page";
import { write } from "./validate-folder";

/**
 * Writes what every rule finds something in, each rule's in a folder of its own below the one that the test runs in.
 *
 * @returns the paths to validate
 */
export function writeBadExamples(): string[] {
  const files = Object.fromEntries(
    RULES.flatMap(({ id }) =>
      Object.entries(exampleFiles(id, "bad")).map(([name, text]) => [`${id}/${name}`, text]),
    ),
  );
  write(files);
  return [".", ...Object.keys(files).filter((file) => file.endsWith("/plan.json"))];
}
