import type { Attributes } from "../../../lib/inputs/declaration";
import { MODULE_INPUTS } from "../../../modules/inputs";
import type { ConnectorName } from "../../../modules/module-names";
import type { PermissionSetName } from "../../../modules/permissions";
import { type InputOptions, givenInputs } from "../given-inputs";

/** The inputs of a connector that its roles depend on, with their defaults. */
export interface HandOverInputs {
  readonly connectorId: string;
  readonly nameSuffix: string | null;
  readonly namePrefix: string | null;
  readonly roleName: string | null;
  readonly withPermissions: boolean;
  readonly permissionSets: readonly PermissionSetName[] | null;
  readonly extraManagedPolicyArns: readonly string[];
  readonly permissionsBoundaryArn: string | null;
  readonly grantedRolesBoundaryArn: string | null;
  readonly protectedRoleNames: readonly string[];
  /** Those of one of the modules. */
  readonly [input: string]: unknown;
}

/** A connector's inputs; those that are not given have their default. @throws CommandFailure like {@link givenInputs} */
export async function handOverInputs(
  module: ConnectorName,
  options: InputOptions,
): Promise<HandOverInputs> {
  const inputs = MODULE_INPUTS[module];
  const values = await givenInputs(module, options);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: usual = null, attributes }]) => [
      name,
      attributes === undefined
        ? (values[name] ?? usual)
        : withDefaults(attributes, values[name] as object | null | undefined),
    ]),
  ) as unknown as HandOverInputs;
}

const withDefaults = (attributes: Attributes, given: object | null | undefined) => ({
  ...Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, attribute.default]),
  ),
  ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== null)),
});
