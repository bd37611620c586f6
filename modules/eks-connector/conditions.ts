import type { Construct } from "constructs";
import { type Expression, hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { local } from "../../lib/local";
import type { Condition } from "../../lib/terraform-features";
import type { eksConnectorInputs } from "./inputs";
import { quantityValues } from "./quantities";

const RESOURCES = ["cpu", "memory"] as const;
type QuantityName = (typeof RESOURCES)[number] | `${(typeof RESOURCES)[number]}Requests`;
type EksInputs = ResolvedInputs<typeof eksConnectorInputs>;

/** What of `serviceAccount` the module decides; another value would part the pods from the role. */
const OWN_SERVICE_ACCOUNT_VALUES = ["name", "create", "awsRoleName", "awsRoleAccountId"];

/** Tokens are longer; in a shorter text, equal characters mean nothing. */
const SHORTEST_TOKEN = 8;

/** What must hold before Helm is given anything. */
export function releaseConditions(scope: Construct, inputs: EksInputs): Condition[] {
  const { cpu, cpuRequests, memory, memoryRequests } = inputs;
  const value = quantityValues(scope, { cpu, cpuRequests, memory, memoryRequests });
  return [
    {
      condition: hcl`${inputs.aponoToken} != null`,
      errorMessage: text`There is no token for the connector. Set aponoToken (the environment variable TF_VAR_APONO_TOKEN of the deployable stack) to the token from Apono's connector page.`,
    },
    ...RESOURCES.map((resource) => requestWithinLimit(inputs, resource, value)),
    ...helmValuesConditions(scope, inputs),
  ];
}

function requestWithinLimit(
  inputs: EksInputs,
  limit: (typeof RESOURCES)[number],
  value: (name: QuantityName) => Expression<number>,
): Condition {
  const request = `${limit}Requests` as const;
  return {
    condition: hcl`${value(request)} <= ${value(limit)}`,
    errorMessage: text`${request}: ${inputs[request]} is more than ${limit} (${inputs[limit]}), and Kubernetes refuses a request above its limit. Lower ${request}, or raise ${limit}.`,
  };
}

/**
 * What is wrong with the extra values. Worked out in local values, because Terraform's message for a failed condition
 * shows the values of what it names, and a token may be among them.
 */
function helmValuesConditions(
  scope: Construct,
  { aponoToken, helmValues }: EksInputs,
): Condition[] {
  const verdict = <T>(name: string, value: Expression<T>) =>
    local(scope, `helm_values_${name}`, value);
  const isMapping = verdict(
    "are_mapping",
    hcl`${helmValues} == "" ? true : can(keys(yamldecode(${helmValues})))`,
  );
  const setToken = verdict("set_token", hcl`can(yamldecode(${helmValues}).apono.token)`);
  const holdToken = verdict(
    "hold_token",
    hcl`${aponoToken} == null ? false : length(${aponoToken}) >= ${SHORTEST_TOKEN} && strcontains(${helmValues}, ${aponoToken})`,
  );
  const ownKeys = verdict(
    "service_account",
    hcl`[for key in ${OWN_SERVICE_ACCOUNT_VALUES} : "serviceAccount.\${key}" if can(yamldecode(${helmValues}).serviceAccount[key])]`,
  );
  return [
    {
      condition: isMapping,
      errorMessage: text`helmValues: this is no YAML mapping (key: value lines). Correct it; \`helm lint --values\` shows where it breaks.`,
    },
    {
      condition: hcl`!${setToken} && !${holdToken}`,
      errorMessage: text`helmValues: the token is in it, and would be kept in Terraform's state. Take it out there and give it as aponoToken, which is kept nowhere.`,
    },
    {
      condition: hcl`length(${ownKeys}) == 0`,
      errorMessage: text`helmValues: ${hcl`join(", ", ${ownKeys})`} would part the connector's pods from their IAM role. Take it out; use serviceAccountName to name the service account.`,
    },
  ];
}
