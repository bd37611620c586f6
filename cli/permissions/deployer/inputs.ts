import { type ModuleName, isConnector } from "../../../modules/module-names";
import { type InputOptions, givenInputs } from "../given-inputs";

/** How inputs are chosen. */
export interface ChoiceOptions extends InputOptions {
  readonly permissionSets?: readonly string[];
  readonly withoutPermissions?: boolean;
  readonly connectorId?: string;
}

/** The inputs that the options of `permissions` choose. @throws CommandFailure like {@link givenInputs} */
export const chosenInputs = async (
  module: ModuleName,
  options: ChoiceOptions,
): Promise<Record<string, unknown>> => ({
  ...(await givenInputs(module, options)),
  ...(options.permissionSets && {
    [isConnector(module) ? "permissionSets" : "delegatedPermissionSets"]: options.permissionSets,
  }),
  ...(options.withoutPermissions && { withPermissions: false }),
  ...(options.connectorId !== undefined && { connectorId: options.connectorId }),
});
