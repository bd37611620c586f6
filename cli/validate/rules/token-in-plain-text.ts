import type { Problem } from "../finding";
import { placeOf } from "../../terraform/range";
import type { Rule } from "../rule";
import type { Workspace } from "../workspace";
import { secretFlowOf } from "../secrets/secret-flow";
import { storedSecrets } from "../secrets/stored-secrets";
import { literalSecrets, literalSecretsInFile } from "../secrets/literal-secrets";
import { planSecrets } from "../secrets/plan-secrets";

export const tokenInPlainText: Rule = {
  id: "token-in-plain-text",
  title: "No token or secret is stored in plain text",
  severity: "error",
  appliesWithoutConnector: true,
  why:
    "Whoever has the connector's token can act as the connector. Never write it in the configuration, and " +
    "keep it out of state, plans, task definitions, chart values, outputs and logs, which many people can " +
    "read.\n\n" +
    "The rule follows where a value goes, whatever it is called: the environment of a connector's container " +
    "(in your own task definition, in somebody else's module, or in another cloud), values of its release, " +
    "its secrets and parameters, and everything that stores a variable on the way there. It finds literals in " +
    "all of these, in defaults, locals and variable files; in any folder, it also finds what looks like a " +
    "secret. References, names, paths and placeholders are not secrets. A secret may go into write-only " +
    "arguments (`secret_string_wo`, `value_wo`, `set_wo`), providers, and ephemeral inputs such as " +
    "`aponoToken`. The value itself is never shown.",
  source: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
  check(workspace: Workspace): readonly Problem[] {
    const flow = secretFlowOf(workspace);
    return [
      ...onePerPlace([...storedSecrets(workspace, flow), ...literalSecrets(workspace, flow)]),
      ...workspace.variableFiles.flatMap((file) => literalSecretsInFile(file, workspace, flow)),
      ...workspace.plans.flatMap(planSecrets),
    ];
  },
};

/** Removes duplicates: a local's literal is found where it is defined and where it is used. */
const onePerPlace = (problems: readonly Problem[]): Problem[] => [
  ...new Map(
    // The first finding in a place is the most specific.
    [...problems]
      .reverse()
      .map((problem): [string, Problem] => [
        `${placeOf(problem.range)}-${problem.range.end.line}:${problem.range.end.column}`,
        problem,
      ]),
  ).values(),
];
