import { actionInfo } from "../../../iam/actions";
import { policiesIn } from "../../policies";
import type { Statement } from "../../policies/policy";
import type { Rule } from "../../rule";
import { rolePolicy } from "./examples";
import { listed, placeOf, statementsOf, unique } from "./findings";
import { isOfSets } from "./permission-sets";

export const writeOnEverything: Rule = {
  id: "iam-write-on-everything",
  title: "What changes things is limited to some of them",
  severity: "note",
  why:
    'With `Resource = "*"` an action that changes something may change anything of the account. Where AWS can limit the ' +
    "action to resources, or by a condition on their tags, that is better. Checked are identity policies, for actions " +
    "without wildcards that AWS calls Write, Tagging or Permissions management; what the permission sets grant is not " +
    "looked at: they are explained in the modules' documentation.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  bad: {
    "main.tf": rolePolicy(`Effect   = "Allow"
Action   = ["ec2:StopInstances"]
Resource = "*"`),
  },
  good: {
    "main.tf": rolePolicy(`Effect    = "Allow"
Action    = ["ec2:StopInstances"]
Resource  = "*"
Condition = { StringEquals = { "aws:ResourceTag/team" = "platform" } }`),
  },
  async check(subject) {
    const found = statementsOf(policiesIn(subject).policies)
      .filter(({ policy, statement }) => policy.kind === "identity" && isOpen(statement))
      .map(async ({ policy, statement }) => {
        const writing = await changing(statement);
        return writing.length === 0
          ? []
          : [
              {
                message: `${placeOf(policy, statement)} allows ${listed(writing)} on everything ("*").`,
                mend: "Name the resources, or ask for a tag with a condition on aws:ResourceTag.",
                range: statement.resources[0]!.range,
              },
            ];
      });
    return unique((await Promise.all(found)).flat());
  },
};

const isOpen = (statement: Statement): boolean =>
  statement.effect === "Allow" &&
  statement.conditions.length === 0 &&
  statement.resources.some(({ text }) => text === "*") &&
  !isOfSets(statement);

async function changing({ actions }: Statement): Promise<string[]> {
  const found = await Promise.all(
    actions.map(async ({ text }) => {
      const info = /[*?]/.test(text) ? undefined : await actionInfo(text);
      return info === undefined ||
        info.resourceTypes.length === 0 ||
        ["List", "Read"].includes(info.accessLevel)
        ? []
        : [text];
    }),
  );
  return found.flat();
}
