import type { Problem } from "../../finding";
import type { Range } from "../../model/range";
import type { Rule } from "../../rule";
import type { ConflictCheck } from "../../schema/checks/check";
import { checksOf } from "../../schema/checks";
import { type Visited, inEveryBody, placeText } from "../../schema/visit";
import { isWhole } from "../../schema/whole";

/** Whether an argument or a block is set, as far as that is known. */
interface Setting {
  readonly name: string;
  readonly is: "set" | "unset" | "unknown";
  readonly range?: Range;
}

/** Arguments that can't stand together, or not alone. */
export const conflict: Rule = {
  id: "schema-conflict",
  title: "Arguments that exclude each other are not set together",
  severity: "error",
  needsWhole: "file",
  why: `Of some arguments one may be set, such as \`name\` and \`name_prefix\`, and some need another. The provider checks
it before it calls AWS, so \`terraform validate\` refuses it. \`null\` counts as not set; what isn't known yet is not judged.
In a block of which something isn't known, the provider checks at the plan only: there it is a warning.`,
  source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs",
  bad: {
    "main.tf": `resource "aws_security_group" "connector" {
  name        = "apono-connector"
  name_prefix = "apono-"
}
`,
  },
  good: {
    "main.tf": `resource "aws_security_group" "connector" {
  name_prefix = "apono-"
}
`,
  },
  check: (subject) =>
    inEveryBody(subject, (visited) =>
      checksOf(visited.typed)
        .conflicts.filter(({ path }) => path === visited.placed.path)
        .flatMap((each) => problemsOf(each, visited))
        .map((problem) => (isWholeBlock(visited) ? problem : { ...problem, severity: "warning" })),
    ),
};

const isWholeBlock = ({ typed, placed, analysis }: Visited): boolean =>
  placed.path === "" || isWhole(typed, placed.path, analysis);

function problemsOf({ kind, names }: ConflictCheck, visited: Visited): Problem[] {
  const { placed } = visited;
  const place = placeText(placed);
  const settings = names.map((name) => settingOf(name, visited));
  const set = settings.filter(({ is }) => is === "set");
  const unset = settings.filter(({ is }) => is === "unset");
  const [first, second] = set;
  if (kind === "together") {
    if (first === undefined || unset.length === 0) return [];
    const missing = unset.map(({ name }) => name).join(" and ");
    return [
      {
        message: `${place} sets ${first.name} without ${missing}.`,
        mend: `Set ${missing}, too.`,
        range: first.range ?? placed.range,
      },
    ];
  }
  if (first !== undefined && second !== undefined)
    return [
      {
        message: `${place} sets ${first.name} and ${second.name}, of which one may be set.`,
        mend: `Take ${first.name} or ${second.name} out.`,
        range: second.range ?? placed.range,
        related: [{ message: `${first.name} is set here.`, range: first.range ?? placed.range }],
      },
    ];
  return kind === "exactly one" && unset.length === names.length
    ? [
        {
          message: `${place} sets none of ${names.join(", ")}, and needs one.`,
          mend: "Set one of them.",
          range: placed.range,
        },
      ]
    : [];
}

function settingOf(name: string, { placed, analysis, context }: Visited): Setting {
  const attribute = placed.attributes.find((each) => each.attribute.name === name)?.attribute;
  if (attribute !== undefined) {
    const { kind } = analysis.shapeOf(attribute.value, context);
    const is =
      kind === "null" ? "unset" : kind === "unknown" || kind === "typed" ? "unknown" : "set";
    return { name, is, range: attribute.nameRange };
  }
  const block = placed.blocks.find((each) => each.name === name);
  if (block === undefined) return { name, is: "unset" };
  const isWritten = !block.isDynamic && block.bodies.length > 0;
  return { name, is: isWritten ? "set" : "unknown", range: block.range };
}
