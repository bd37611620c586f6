import { TERRAFORM_VERSION } from "../../../lib/provider-requirements";
import { PROVIDERS } from "../../../modules/providers";
import { type Module, blocksOf, valueOf } from "../../terraform/configuration";
import { canBoth } from "../../terraform/version-constraint";
import { requiredProviders } from "../../terraform/provider-requirements";

/** Arguments of a release that state keeps, and that `set_wo` can stand for. */
const STORED = /^(set|set_sensitive|set_list|values)$/;

/** Whether an argument is one of a release by which its chart gets a value. @param argument type of the resource, path */
export const isChartValue = ([type, argument = ""]: readonly string[]): boolean =>
  type === "helm_release" && STORED.test(argument);

/**
 * How to give a release a secret, behind "Set it": nothing less, since half of it is refused, or loses the token.
 *
 * @param path of the value in the release
 * @param value what is given, as an expression
 */
export function setWriteOnly(path: readonly string[], value: string): string {
  const name = path.slice(1).join(".") || "…";
  return (
    `in set_wo = [{ name = "${name}", value = ${value} }], and raise set_wo_revision with every change of the ` +
    "release: an upgrade without that removes the token."
  );
}

/** What that needs, as far as the module doesn't ask for it yet, and who does it all. */
export function setWriteOnlyNeeds(module: Module): string[] {
  const helm = requiredProviders(module).find(({ name }) => name === "helm")?.version;
  const terraform = blocksOf(module, "terraform")
    .map(({ body }) => valueOf(body, "required_version"))
    .find((version) => version !== undefined);
  const isNew =
    terraform?.kind === "literal" &&
    !canBoth(String(terraform.value), "< 1.11") &&
    helm !== undefined &&
    !canBoth(helm, "< 3");
  return [...(isNew ? [] : [NEEDS]), "The module eks-connector does all of this."];
}

const NEEDS =
  `This needs Terraform 1.11 (required_version = "${TERRAFORM_VERSION}") and version 3 of provider helm (version = ` +
  `"${PROVIDERS.helm.version}"), in which a block set { … } becomes set = [{ … }].`;
