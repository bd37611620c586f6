import { didYouMean } from "../../../suggest";
import type { Problem } from "../../finding";
import type { Block, Body } from "../../model/configuration";
import { nestedBlocks } from "../../model/configuration";
import type { Rule } from "../../rule";
import { type Form, FORMS } from "../../schema/forms";
import { isKnownToOpenTofu } from "../../schema/opentofu";
import { isJson } from "../../schema/placed";
import { inEveryBody } from "../../schema/visit";
import { conditionProblems } from "./conditions";
import { dynamicProblems } from "./dynamic-blocks";

/** What Terraform's own blocks don't have, or need. */
export const blockArguments: Rule = {
  id: "block-arguments",
  title: "Terraform's own blocks have the arguments that they have",
  severity: "error",
  needsWhole: "file",
  why: `Variables, outputs, moved blocks and the like have a fixed set of arguments. One that is misspelt, missing or in the
wrong place stops Terraform before it looks at anything else.`,
  source: "https://developer.hashicorp.com/terraform/language",
  bad: {
    "main.tf": `variable "name" {
  type        = string
  descripton  = "The connector's name"
}

output "name" {
  description = "The connector's name"
}
`,
  },
  good: {
    "main.tf": `variable "name" {
  type        = string
  description = "The connector's name"
}

output "name" {
  description = "The connector's name"
  value       = var.name
}
`,
  },
  check: (subject) => [
    ...subject.modules.flatMap(({ blocks }) => blocks.flatMap(problemsOf)),
    ...inEveryBody(subject, dynamicProblems),
  ],
};

function problemsOf(block: Block): Problem[] {
  const form = FORMS[block.type];
  if (form === undefined)
    return [
      {
        message: `Terraform has no block "${block.type}".`,
        mend: `${didYouMean(block.type, Object.keys(FORMS))}Take one of ${Object.keys(FORMS).join(", ")}.`,
        range: block.range,
      },
    ];
  const { labels } = block;
  const { labels: wanted = 0 } = form;
  const badName = labels
    .slice(form.names ?? 0)
    .find((label) => !/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(label));
  return [
    ...(labels.length === wanted
      ? []
      : [
          {
            message: `A block "${block.type}" has ${wanted} label${wanted === 1 ? "" : "s"}, and this has ${labels.length}.`,
            mend:
              wanted === 0
                ? "Take the labels out."
                : `Write ${[block.type, ...["type", "name"].slice(2 - wanted).map((each) => `"${each}"`)].join(" ")} { … }.`,
            range: block.range,
          },
        ]),
    ...(badName === undefined || labels.length !== wanted
      ? []
      : [
          {
            message: `"${badName}" is no name.`,
            mend: "A name begins with a letter or _, and has letters, digits, _ and - in it.",
            range: block.range,
          },
        ]),
    ...bodyProblems(block.type, block.body, form, block.range),
    ...conditionProblems(block),
  ];
}

function bodyProblems(what: string, body: Body, form: Form, range: Block["range"]): Problem[] {
  const { required = [], optional = [], blocks = {}, isOpen = false } = form;
  const names = [...required, ...optional, ...Object.keys(blocks)];
  const problems: Problem[] = [];
  const unknown = (kind: string, name: string, at: Block["range"]) => {
    if (isKnownToOpenTofu(what, name, at)) return;
    problems.push({
      message: `A block "${what}" has no ${kind} "${name}".`,
      mend: `${didYouMean(name, names)}Correct the name, or take it out.`,
      range: at,
    });
  };
  for (const { name, nameRange } of body.attributes.values()) {
    const isBlock = name in blocks && isJson(nameRange);
    if (!isOpen && !required.includes(name) && !optional.includes(name) && !isBlock)
      unknown("argument", name, nameRange);
  }
  for (const block of body.blocks)
    if (!isOpen && !(block.type in blocks)) unknown("block", block.type, block.range);
    else if (form.isOnlyArguments === true) unknown("block", block.type, block.range);
  for (const name of required)
    if (!body.attributes.has(name))
      problems.push({
        message: `A block "${what}" needs the argument "${name}".`,
        mend: "Set it.",
        range,
      });
  for (const [name, { least = 0, most, ...inner }] of Object.entries(blocks)) {
    const found = nestedBlocks(body, name);
    if (found.length < least || (most !== undefined && found.length > most))
      problems.push({
        message: `A block "${what}" has ${found.length} blocks "${name}", where ${found.length < least ? `at least ${least}` : `at most ${most}`} may stand.`,
        mend: found.length < least ? "Add it." : "Put them together.",
        range,
      });
    for (const each of found) {
      // The place of a block is its head; what stands in it may begin lines below.
      const head = body.blocks.find((block) => block.body === each)?.range ?? each.range;
      problems.push(...bodyProblems(name, each, inner, head));
    }
  }
  return problems;
}
