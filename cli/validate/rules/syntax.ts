import type { Rule } from "../rule";

export const syntax: Rule = {
  id: "syntax",
  title: "Every file can be read",
  severity: "warning",
  appliesWithoutConnector: true,
  why:
    "No rule can check a file that can't be read, and in its folder, findings about something that is missing " +
    "are left out. Terraform describes syntax errors best: this rule reports only what Terraform did not " +
    "check (`--no-engine`, no `terraform` on the `PATH`, variable files).",
  source: "https://developer.hashicorp.com/terraform/language/syntax/configuration",
  check: ({ modules, variableFiles }) =>
    [...modules, ...variableFiles].flatMap(({ problems }) =>
      problems.map(({ message, fix, range }) => ({
        message,
        fix: fix ?? "Correct it here or just before; terraform fmt stops at the same place.",
        range,
      })),
    ),
};
