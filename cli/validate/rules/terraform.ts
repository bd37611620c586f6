import type { Rule } from "../rule";

/** Terraform's own verdict, which has no check here: the engine gives it. */
export const terraform: Rule = {
  id: "terraform",
  title: "Terraform accepts the configuration",
  severity: "error",
  appliesWithoutConnector: true,
  why:
    "In each root `terraform validate` is run (or what `TERRAFORM_BINARY_NAME` names, such as `tofu`), and what it says is " +
    "reported in its own words: syntax, types, references, arguments, functions. Roots are folders of Terraform that no other " +
    "folder calls by a path, and each module that this project builds. Nothing in them changes.\n\n" +
    "A root that is not initialised is checked for its syntax only, and a note gives the command. `--init` initialises such " +
    "roots in a temporary data folder, with the machine's CLI configuration, mirrors and plugin cache. `--no-engine` leaves " +
    "Terraform out.",
  source: "https://developer.hashicorp.com/terraform/cli/commands/validate",
  check: () => [],
};
