import { checkInputs } from "../../../lib/inputs/check";
import type { Attributes } from "../../../lib/inputs/declaration";
import { MODULE_INPUTS } from "../../../modules/inputs";
import type { ConnectorName } from "../../../modules/module-names";
import type { PermissionSetName } from "../../../modules/permissions";
import { readRequest, valueOf } from "../../doctor/request";
import { valuesInFiles } from "../../doctor/variable-files";
import { closest } from "../../terminal/suggestions";
import { invalidInput, refusedInput, unknownInput } from "../errors";

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

/**
 * A connector's inputs, as `--var` and variable files give them: files come later, as with cdktf. Inputs that are not
 * given have their default.
 *
 * @throws CommandFailure for an input that the module doesn't have, or a value that it refuses
 */
export async function handOverInputs(
  module: ConnectorName,
  options: { readonly var?: readonly string[]; readonly varFile?: readonly string[] },
): Promise<HandOverInputs> {
  const inputs = MODULE_INPUTS[module];
  const files = await valuesInFiles(process.cwd(), options.varFile ?? []);
  const { given } = await readRequest({ module: [module], var: options.var }, {}, files);
  const values: Record<string, unknown> = {};
  for (const [name, { source }] of given) {
    if (!Object.hasOwn(inputs, name)) {
      // A file is often shared, and has the variables of other stacks, too.
      if (!source.startsWith("--")) continue;
      throw unknownInput(module, name, closest(name, Object.keys(inputs)));
    }
    const value = valueOf(name, inputs[name]!, given);
    if (value?.problem !== undefined) throw invalidInput(source, value.problem);
    values[name] = value?.value;
  }
  const [finding] = checkInputs(inputs, values);
  if (finding !== undefined) throw refusedInput(finding.message);
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
