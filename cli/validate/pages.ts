import type { Example, Rule } from "./rule";

/** The pages of the rules, by file name in docs/rules. */
export const rulePages = (rules: readonly Rule[]): ReadonlyMap<string, string> =>
  new Map([
    ["README.md", indexPage(rules)],
    ...rules.map((rule): [string, string] => [`${rule.id}.md`, pageOf(rule)]),
  ]);

const indexPage = (rules: readonly Rule[]) => `${GENERATED}
# Rules

What \`npx apono-connector validate\` checks. Each can be [turned off](../validate.md#turning-a-rule-off) with a reason.

| Rule | Severity | What must hold |
| --- | --- | --- |
${rules.map(({ id, severity, title }) => `| [\`${id}\`](${id}.md) | ${severity} | ${title.replaceAll("|", "\\|")} |`).join("\n")}

<!-- prettier-ignore-end -->
`;

/** A rule's page: what it is, why, and what it finds. */
export const pageOf = ({ id, title, severity, why, source, bad, good }: Rule): string =>
  `${GENERATED}
# ${title}

\`${id}\` · ${severity}

${why}
${source === undefined ? "" : `\nWhere it comes from: <${source}>\n`}
## Bad

${exampleOf(bad)}
## Good

${exampleOf(good)}
<!-- prettier-ignore-end -->
`;

const GENERATED =
  "<!-- Made from cli/validate/rules by scripts/rule-pages.ts. Don't change it here. -->\n<!-- prettier-ignore-start -->\n";

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
