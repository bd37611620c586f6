import type { Rule } from "../../rule";

/** Files that can't be read. */
export const syntax: Rule = {
  id: "syntax",
  title: "Every file is Terraform's syntax",
  severity: "error",
  why:
    "Terraform reads a folder as a whole: one file that it can't read stops everything. Of the other rules, those go on whose " +
    "findings hold whatever else there is, such as a token in plain text. What follows from something that is missing (a variable, " +
    "a provider, a version) is left out and counted, since it may stand in what can't be read.",
  source: "https://developer.hashicorp.com/terraform/language/syntax/configuration",
  bad: {
    "main.tf": `locals {
  name = "apono
}
`,
  },
  good: {
    "main.tf": `locals {
  name = "apono"
}
`,
  },
  check: ({ modules, variableFiles }) =>
    [...modules, ...variableFiles].flatMap(({ problems }) =>
      problems.map(({ message, mend, range }) => ({
        message,
        mend: mend ?? "Correct it here or shortly before; terraform fmt stops at the same place.",
        range,
      })),
    ),
};
