import { MODULE_INPUTS } from "../../../modules/inputs";
import { MODULE_NAMES, type ModuleName } from "../../../modules/module-names";
import { derivedSuffix } from "../../../modules/naming";
import { noModule, stateAndModule, unknownModule } from "./errors";
import type { Wanted } from "./entry";
import { givenInputs, splitTags } from "./given-inputs";
import type { Told } from "./told";
import { type Values, object } from "./values";

/** What options say of an entry. */
export interface GivenEntry {
  readonly module?: string;
  readonly account?: string;
  readonly region?: string;
  readonly assumeRole?: string;
  readonly profile?: string;
  readonly dependsOn?: readonly string[];
  /** `<input>=<value>` each. */
  readonly set: readonly string[];
}

/**
 * What an entry is to have: what the state tells, and over it what was given.
 *
 * @throws CommandFailure for a module or input that there is not
 */
export function wantedOf(
  name: string,
  told: Told | undefined,
  given: GivenEntry,
): Wanted & { readonly notes: readonly string[] } {
  const module = moduleOf(told, given.module);
  const { tags, others } = splitTags(given.set);
  const inputs = merged(told?.inputs ?? {}, givenInputs(module, others));
  const account = given.account ?? told?.account;
  const region = given.region ?? told?.region;
  const { assumeRole, profile, dependsOn } = given;
  const untold = (told?.untold ?? []).filter((input) => inputs[input] === undefined);
  return {
    ...{ name, module, account, region, assumeRole, profile, dependsOn },
    tags: { ...told?.tags, ...tags },
    inputs: {
      ...inputs,
      nameSuffix: isDerived({ name, module, account, region, inputs })
        ? null
        : inputs["nameSuffix"],
    },
    notes:
      untold.length === 0
        ? []
        : [
            `A state does not tell ${untold.join(", ")}: the defaults hold. Where yours differ, give them with --set.`,
          ],
  };
}

function moduleOf(told: Told | undefined, given: string | undefined): ModuleName {
  const known = MODULE_NAMES.find((module) => module === given);
  if (given !== undefined && known === undefined) throw unknownModule(given);
  const module = told?.module ?? known;
  if (module === undefined) throw noModule();
  if (known !== undefined && known !== module) throw stateAndModule(known, module);
  return module;
}

/** Attributes of an object come on top of those that the state tells. */
const merged = (told: Values, given: Values): Values => ({
  ...told,
  ...Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? { ...object(told[name]), ...value }
        : value,
    ]),
  ),
});

/** Whether the names in AWS end in the suffix that they would have without one. */
function isDerived({
  name,
  module,
  account,
  region,
  inputs,
}: Pick<Wanted, "name" | "module" | "account" | "region" | "inputs">): boolean {
  const { connectorId, clusterName, nameSuffix } = inputs;
  const usual = MODULE_INPUTS[module]["connectorId"]!.default;
  const id = String(connectorId ?? (module.endsWith("-connector") ? name : usual));
  const ids = module === "eks-connector" ? [String(clusterName), id] : [id];
  return nameSuffix === derivedSuffix(account ?? "", region ?? "", ...ids);
}
