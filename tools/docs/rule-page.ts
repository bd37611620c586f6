import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Rule } from "../../cli/validate/rule";

/** Files of an example: name to content. A plan is `plan.json`, variables are `*.tfvars` or `*.tfvars.json`. */
export type Example = Readonly<Record<string, string>>;

/** What a rule finds something in, and the same fixed: each a folder of docs/rules/examples. */
export const EXAMPLES = ["bad", "good"] as const;

const FOLDER = join(__dirname, "..", "..", "docs", "rules", "examples");

/** The files of a rule's example. */
export const exampleFiles = (id: string, kind: (typeof EXAMPLES)[number]): Example => {
  const folder = join(FOLDER, id, kind);
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, "utf8")]),
  );
};

/** The pages of the rules, by file name in docs/rules. */
export const rulePages = (rules: readonly Rule[]): ReadonlyMap<string, string> =>
  new Map([
    ["README.md", indexPage(rules)],
    ...rules.map((rule): [string, string] => [`${rule.id}.md`, pageOf(rule)]),
  ]);

const indexPage = (rules: readonly Rule[]) => `${GENERATED}
# Rules

What \`npx apono-connector validate\` checks. Each can be [turned off](../guides/validate.md#turning-a-rule-off) with a reason.

| Rule | Severity | What must hold |
| --- | --- | --- |
${rules.map(({ id, severity, title }) => `| [\`${id}\`](${id}.md) | ${severity} | ${title.replaceAll("|", "\\|")} |`).join("\n")}

<!-- prettier-ignore-end -->
`;

/** A rule's page: what it is, why, and what it finds. */
const pageOf = ({ id, title, severity, why, source }: Rule): string =>
  `${GENERATED}
# ${title}

\`${id}\` · ${severity}

${why}
${source === undefined ? "" : `\nWhere it comes from: <${source}>\n`}
## Bad

${exampleOf(exampleFiles(id, "bad"))}
## Good

${exampleOf(exampleFiles(id, "good"))}
<!-- prettier-ignore-end -->
`;

const GENERATED =
  "<!-- Made from cli/validate/rules and docs/rules/examples by tools/docs/rule-pages.ts. Don't change it here. -->\n<!-- prettier-ignore-start -->\n";

const exampleOf = (files: Example): string =>
  Object.entries(files)
    .map(([name, text]) => {
      // Longer than any fence in the text.
      const fence = "`".repeat(
        Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1,
      );
      const language = name.endsWith(".json") ? "json" : "hcl";
      return `\`${name}\`:\n\n${fence}${language}\n${text.trim()}\n${fence}\n`;
    })
    .join("\n");
