import { type Expression, type Value, hcl, text, type StringMap } from "../../lib/hcl";
import type { Condition } from "../../lib/terraform-features";
import { NEEDED_POLICIES } from "../../modules/integration-inputs";
import type { Target } from "./target";

/** The owner inputs. */
export interface OwnerInputs {
  readonly ownerType: Value<string | null>;
  readonly ownerValues: Value<readonly string[]>;
  readonly ownerSource: Value<string | null>;
  readonly ownersMappingType: Value<string | null>;
  readonly ownersMappingKey: Value<string | null>;
  readonly ownersMappingSource: Value<string | null>;
}

/** Rejects a paused connector, which is not connected. */
export const connectorRuns = ({ connectorId, instances, stacks }: Target): Condition[] =>
  instances === undefined
    ? []
    : [
        {
          condition: hcl`coalesce(${instances}, 1) > 0`,
          errorMessage: text`The connector ${connectorId} is paused (numberOfInstances = 0), so it is not connected to Apono. Fix: deploy it with at least one instance, wait with npx apono-connector status --wait, and run npx cdktf deploy ${stacks.join(" ")} again.`,
        },
      ];

/** Rejects a name that another integration has. @param taken HCL of a list of ids */
export const nameIsFree = (
  name: Expression<string>,
  taken: Expression<readonly string[]>,
  { stacks }: Target,
): Condition => ({
  condition: hcl`length(${taken}) == 0`,
  errorMessage: text`integrationName: Apono has an integration ${name} already, with the id ${hcl`join(", ", ${taken})`}. Fix: manage it from now on, with TF_VAR_existingIntegrationId=${hcl`join(", ", ${taken})`} npx cdktf deploy ${stacks.join(" ")} (needed once); or choose another integrationName.`,
});

/** The region is known from the connector's stack, or given. @param config HCL of the integration's parameters */
export const regionIsKnown = (config: Expression<StringMap>): Condition => ({
  condition: hcl`contains(keys(${config}), "region")`,
  errorMessage: text`integrationRegion: not set, and no connector's stack provides it. Fix: export TF_VAR_integrationRegion, such as eu-central-1; or deploy the connector's stack once more, which then outputs its region.`,
});

/** Conditions on the owner inputs. */
export const ownersFit = (inputs: OwnerInputs): Condition[] => {
  const { ownerType, ownerValues, ownerSource } = inputs;
  const { ownersMappingType, ownersMappingKey, ownersMappingSource } = inputs;
  return [
    {
      condition: hcl`(${ownerType} == null) == (length(${ownerValues}) == 0) && (${ownerType} != null || ${ownerSource} == null)`,
      errorMessage: text`ownerType, ownerValues: one of the two is missing. Fix: give both, and ownerSource only with them; or none.`,
    },
    {
      condition: hcl`(${ownersMappingType} == null) == (${ownersMappingKey} == null) && (${ownersMappingType} != null || ${ownersMappingSource} == null)`,
      errorMessage: text`ownersMappingType, ownersMappingKey: one of the two is missing. Fix: give both, and ownersMappingSource only with them; or none.`,
    },
    {
      // https://registry.terraform.io/providers/apono-io/apono/latest/docs/resources/resource_integration (owner)
      condition: hcl`${ownersMappingType} == null || ${ownerType} != null`,
      errorMessage: text`ownersMappingType: needs ownerType and ownerValues as a fallback for untagged resources. Fix: give both.`,
    },
  ];
};

/** Warns about types of another kind of integration. @param types HCL of a list */
export const typesFit = (types: Expression<readonly string[]>, { type }: Target): Condition => {
  const strangers = hcl`[for each in ${types} : each if !startswith(each, ${text`${type}-`})]`;
  return {
    condition: hcl`length(${strangers}) == 0`,
    errorMessage: text`resourceTypes: ${hcl`join(", ", ${strangers})`} does not begin with ${type}-, as the types of such an integration do. Fix: correct resourceTypes.`,
  };
};

/** Warns if the connector's role lacks a policy that a type needs. @param types HCL of a list */
export const policiesAreThere = (
  types: Expression<readonly string[]>,
  { managedPolicies }: Target,
): Condition[] =>
  managedPolicies === undefined
    ? []
    : Object.entries(NEEDED_POLICIES).map(([type, policy]) => ({
        // A connector's stack of a release that did not put them out says nothing.
        condition: hcl`!contains(${types}, ${type}) || ${managedPolicies} == null || anytrue([for arn in coalesce(${managedPolicies}, []) : endswith(arn, ${`:policy/${policy}`})])`,
        errorMessage: text`resourceTypes: ${type} needs the AWS managed policy ${policy} on the connector's role, which does not have it. Fix: add arn:aws:iam::aws:policy/${policy} to the connector's extraManagedPolicyArns (in another partition with its name), and deploy the connector.`,
      }));
