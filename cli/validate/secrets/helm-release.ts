import { TERRAFORM_VERSION } from "../../../lib/provider-requirements";
import { PROVIDERS } from "../../../modules/providers";
import { type Module, blocksOf, valueOf } from "../../terraform/configuration";
import { canBoth } from "../../terraform/version-constraint";
import { requiredProviders } from "../../terraform/provider-requirements";

/** Arguments of a release that state stores, and that `set_wo` can replace. */
const STORED = /^(set|set_sensitive|set_list|values)$/;

/** Whether an argument sets a chart value. @param argument resource type and path */
export const isChartValue = ([type, argument = ""]: readonly string[]): boolean =>
  type === "helm_release" && STORED.test(argument);

/**
 * How to pass a secret to a release, after "Set it". Every part is needed: otherwise Terraform rejects it, or an upgrade loses
 * the token.
 *
 * @param path of the value in the release
 * @param value the expression
 */
export function setWriteOnly(path: readonly string[], value: string): string {
  const name = path.slice(1).join(".") || "…";
  return (
    `in set_wo = [{ name = "${name}", value = ${value} }], and raise set_wo_revision with every change of the ` +
    "release: an upgrade without that removes the token."
  );
}

/** The versions that this needs, if the module doesn't require them yet, and the alternative. */
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
