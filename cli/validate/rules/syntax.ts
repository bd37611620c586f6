import type { Rule } from "../rule";

/** Files that can't be read, where Terraform did not judge them itself. */
export const syntax: Rule = {
  id: "syntax",
  title: "Every file can be read",
  severity: "warning",
  appliesWithoutConnector: true,
  why:
    "Of a file that can't be read no rule knows what it says. Findings that conclude from something that is missing are left " +
    "out in its folder. Terraform says best what is wrong with it: this rule speaks only where Terraform did not look " +
    "(`--no-engine`, no `terraform` on the `PATH`, files of values).",
  source: "https://developer.hashicorp.com/terraform/language/syntax/configuration",
  check: ({ modules, variableFiles }) =>
    [...modules, ...variableFiles].flatMap(({ problems }) =>
      problems.map(({ message, fix, range }) => ({
        message,
        fix: fix ?? "Correct it here or shortly before; terraform fmt stops at the same place.",
        range,
      })),
    ),
};
