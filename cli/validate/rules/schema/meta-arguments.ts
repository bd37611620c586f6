import { didYouMean } from "../../../suggest";
import type { Problem } from "../../finding";
import type { Attribute, Block } from "../../model/configuration";
import { blocksOf, nestedBlocks, valueOf } from "../../model/configuration";
import type { Expression } from "../../model/expression";
import type { Rule } from "../../rule";
import { type Analysis, analysisOf } from "../../schema/analysis";
import { PLAIN } from "../../schema/context";
import { addressesIn, isWord, listProblems, wordOf } from "../../schema/addresses";
import { isOpenTofus } from "../../schema/opentofu";
import { typedBlocksOf } from "../../schema/placed";
import { checkPath } from "../../schema/path-check";
import { type Scope, scopesOf } from "../../schema/scope";
import { familyOf, misfit } from "../../schema/misfit";
import { shapeText } from "../../schema/shape";
import { typeOf } from "../../schema/unify";

/** `count`, `for_each`, `depends_on`, `lifecycle` and `provider` as Terraform takes them. */
export const metaArguments: Rule = {
  id: "meta-arguments",
  title: "count, for_each, depends_on, lifecycle and provider say what they can say",
  severity: "error",
  needsWhole: "file",
  why: `These arguments belong to Terraform, not to the resource's type, and have rules of their own: \`count\` is a whole
number and excludes \`for_each\`, which takes a map or a set of texts; \`depends_on\` lists whole resources or modules;
\`ignore_changes\` names arguments of the type.`,
  source: "https://developer.hashicorp.com/terraform/language/meta-arguments/count",
  bad: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  count    = 2
  for_each = ["a", "b"]
  name     = "apono"

  depends_on = [aws_iam_role.connector]
}
`,
  },
  good: {
    "main.tf": `resource "aws_cloudwatch_log_group" "connector" {
  for_each = toset(["a", "b"])
  name     = "apono-\${each.key}"

  depends_on = [aws_iam_role.connector]
}

resource "aws_iam_role" "connector" {
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
`,
  },
  check: (subject) =>
    scopesOf(subject).flatMap((scope) => {
      const analysis = analysisOf(scope);
      return scope.module.blocks
        .filter(({ type }) => ["resource", "data", "ephemeral", "module", "output"].includes(type))
        .flatMap((block) => [
          ...(block.type === "output" ? [] : repetition(block, analysis)),
          ...dependencies(block, scope),
          ...(block.type === "module" || block.type === "output"
            ? []
            : [...lifecycle(block, scope), ...provider(block, scope)]),
        ]);
    }),
};

function repetition({ body }: Block, analysis: Analysis): Problem[] {
  const count = body.attributes.get("count");
  const forEach = body.attributes.get("for_each");
  const problems: Problem[] = [];
  const wrong = ({ name, value }: Attribute, reason: string, mend: string) =>
    problems.push({ message: `${name} is ${reason}.`, mend, range: value.range });
  if (count !== undefined && forEach !== undefined)
    problems.push({
      message: "count and for_each stand in one block.",
      mend: "Leave one of the two.",
      range: forEach.range,
    });
  if (count !== undefined) {
    const shape = analysis.shapeOf(count.value, PLAIN);
    const mend = "Give a whole number from 0 up.";
    const isWhole = shape.kind !== "known" || /^\d+$/.test(String(shape.value));
    if (shape.kind === "null" || misfit(shape, "number") !== undefined || !isWhole)
      wrong(count, `${shapeText(shape)}, which is no whole number`, mend);
  }
  if (forEach !== undefined) {
    const shape = analysis.shapeOf(forEach.value, PLAIN);
    const mend = "Give a map, or a set of texts: toset([…]).";
    const type = typeOf(shape);
    const isSet = type[0] === "set";
    const family = familyOf(shape);
    if (shape.kind === "null" || family === "primitive" || (family === "list" && !isSet))
      wrong(forEach, `${shapeText(shape)}, which is neither a map nor a set`, mend);
    else if (isSet && type[1] !== "string" && type[1] !== "dynamic")
      wrong(forEach, "a set of other things than texts", mend);
  }
  return problems;
}

function dependencies({ body }: Block, scope: Scope): Problem[] {
  const value = valueOf(body, "depends_on");
  return value === undefined ? [] : listProblems(value, scope, "depends_on");
}

function lifecycle(block: Block, scope: Scope): Problem[] {
  return nestedBlocks(block.body, "lifecycle").flatMap((body) => {
    const flags = ["create_before_destroy", "prevent_destroy"].flatMap((name): Problem[] => {
      const value = valueOf(body, name);
      const isFlag =
        value === undefined ||
        (value.kind === "literal" && /^(true|false)$/.test(String(value.value)));
      return isFlag
        ? []
        : [
            {
              message: `${name} is neither true nor false.`,
              mend: "Write true or false: Terraform needs to know it before any value.",
              range: value.range,
            },
          ];
    });
    const triggers = valueOf(body, "replace_triggered_by");
    return [
      ...flags,
      ...ignored(block, valueOf(body, "ignore_changes"), scope),
      ...(triggers === undefined ? [] : listProblems(triggers, scope, "replace_triggered_by")),
    ];
  });
}

/** What is ignored is an attribute of the type. */
function ignored(block: Block, value: Expression | undefined, scope: Scope): Problem[] {
  if (value === undefined || isWord(value, "all")) return [];
  if (value.kind !== "list")
    return [
      {
        message: "ignore_changes is neither a list nor all.",
        mend: "List names of arguments, as in [tags], or write all.",
        range: value.range,
      },
    ];
  const placed = typedBlocksOf(scope).find((each) => each.block === block);
  if (placed?.known.kind !== "kept") return [];
  const { schema, later } = placed.known;
  return value.items.flatMap((item): Problem[] => {
    const [name, ...rest] = addressesIn(item)[0]?.steps ?? [];
    if (name === undefined)
      return [
        {
          message: "ignore_changes lists something that is no attribute.",
          mend: "Write the attribute's name by itself, as in [tags].",
          range: item.range,
        },
      ];
    const steps = [
      { key: name, inBrackets: false },
      ...rest.map((key) => ({ key, inBrackets: true })),
    ];
    const problem = checkPath(schema, later, steps.slice(0, 1), placed.address);
    return problem === undefined ? [] : [{ ...problem, range: item.range }];
  });
}

/** A provider with an alias is declared, or asked of who calls the module. */
function provider({ body }: Block, scope: Scope): Problem[] {
  const value = valueOf(body, "provider");
  if (value === undefined) return [];
  // OpenTofu takes one of several there: aws.by[each.key].
  if (value.kind === "access" && isOpenTofus(value.range)) return [];
  const word = wordOf(value);
  if (word === undefined || !/^[\w-]+(\.[\w-]+)?$/.test(word))
    return [
      {
        message: "provider names no provider.",
        mend: "Write its name, or name and alias: aws.management.",
        range: value.range,
      },
    ];
  const [name, alias] = word.split(".");
  if (alias === undefined) return [];
  const declared = blocksOf(scope.module, "provider", name!).flatMap((block) => {
    const found = valueOf(block.body, "alias");
    return found?.kind === "literal" ? [`${name}.${found.value}`] : [];
  });
  const asked = blocksOf(scope.module, "terraform")
    .flatMap((block) => nestedBlocks(block.body, "required_providers"))
    .flatMap((required) => {
      const found = valueOf(required, name!);
      const entry =
        found?.kind === "object"
          ? found.entries.find(
              ({ key }) => key.kind === "literal" && key.value === "configuration_aliases",
            )
          : undefined;
      return entry === undefined
        ? []
        : addressesIn(entry.value).map(({ steps }) => steps.join("."));
    });
  if ([...declared, ...asked].includes(word)) return [];
  return [
    {
      message: `There is no provider ${word} in this module.`,
      mend: `${didYouMean(word, [...declared, ...asked])}Declare it with alias = "${alias}", or ask the caller for it in configuration_aliases.`,
      range: value.range,
      needsWhole: "module",
    },
  ];
}
