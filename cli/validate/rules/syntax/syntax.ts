import type { Rule } from "../../rule";

/** Files that can't be read. */
export const syntax: Rule = {
  id: "syntax",
  title: "Every file is Terraform's syntax",
  severity: "error",
  why:
    "Terraform reads a folder as a whole: one file that it can't read stops everything. The other rules go on with what " +
    "could be read of the file, so what they find may change once its syntax is mended.",
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
