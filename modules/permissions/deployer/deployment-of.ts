import { MODULE_INPUTS } from "../../inputs";
import type { ModuleName } from "../../module-names";
import { derivedSuffix } from "../../naming";
import { ANY, type Deployment, textOf } from "./deployment";

type Given = Readonly<Record<string, unknown>>;

/** Where a deployment goes, as far as it is known. */
export interface DeploymentPlace {
  readonly accountId?: string;
  readonly region?: string;
  /** Whether the policy must do whatever the inputs are. @default false */
  readonly anyInputs?: boolean;
}

/** A deployment with these inputs; the others have their defaults. */
export function deploymentOf(
  module: ModuleName,
  given: Given,
  { accountId, region, anyInputs = false }: DeploymentPlace = {},
): Deployment {
  const inputs = withDefaults(module, given);
  return {
    module,
    inputs,
    anyInputs,
    accountId: accountId ?? ANY,
    region: region ?? ANY,
    namePrefix: textOf({ inputs }, "namePrefix") ?? "",
    nameSuffix: suffixOf(module, anyInputs ? given : inputs, accountId, region),
  };
}

/** {@link ANY} where it depends on what is not known. */
function suffixOf(
  module: ModuleName,
  { nameSuffix, clusterName, connectorId }: Given,
  accountId: string | undefined,
  region: string | undefined,
): string {
  if (typeof nameSuffix === "string") return nameSuffix;
  const parts = module === "eks-connector" ? [clusterName, connectorId] : [connectorId];
  return accountId !== undefined &&
    region !== undefined &&
    parts.every((part) => typeof part === "string")
    ? derivedSuffix(accountId, region, ...parts)
    : ANY;
}

/** With the defaults of inputs, and of the attributes of objects, that are not given. */
function withDefaults(module: ModuleName, given: Given): Given {
  const entries = Object.entries(MODULE_INPUTS[module]).map(([name, input]): [string, unknown] => {
    const value = given[name] ?? input.default ?? null;
    if (input.attributes === undefined) return [name, value];
    const defaults = Object.entries(input.attributes).map(([each, own]) => [each, own.default]);
    const set = Object.entries(value as object).filter(([, each]) => each !== null);
    return [name, { ...Object.fromEntries(defaults), ...Object.fromEntries(set) }];
  });
  return Object.fromEntries(entries);
}
