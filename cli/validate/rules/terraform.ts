import type { Rule } from "../rule";

/** Terraform's own result: engine/ adds the findings. */
export const terraform: Rule = {
  id: "terraform",
  title: "Terraform accepts the configuration",
  severity: "error",
  appliesWithoutConnector: true,
  why:
    "Runs `terraform validate` (or the program in `TERRAFORM_BINARY_NAME`, such as `tofu`) in each root, and " +
    "reports its own words: syntax, types, references, arguments, functions. A root is a folder with " +
    "Terraform files that no other folder calls by a path, or a module that this project builds. Nothing in " +
    "it changes.\n\n" +
    "Terraform checks only the syntax of a root that is not initialised; a note gives the command. `--init` " +
    "initialises such roots in a temporary data folder, with the machine's CLI configuration, mirrors and " +
    "plugin cache. `--no-engine` skips Terraform.",
  source: "https://developer.hashicorp.com/terraform/cli/commands/validate",
  check: () => [],
};
