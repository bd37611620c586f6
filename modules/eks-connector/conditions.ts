import type { Construct } from "constructs";
import { type Expression, hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { local } from "../../lib/local-value";
import type { Condition } from "../../lib/terraform-features";
import { CHART_RULES } from "./chart-rules";
import type { eksConnectorInputs } from "./inputs";
import { quantityValues } from "./quantities";
import { SESSION_TAGS } from "./workload-identity-input";

const RESOURCES = ["cpu", "memory"] as const;
type QuantityName = (typeof RESOURCES)[number] | `${(typeof RESOURCES)[number]}Requests`;
type EksInputs = ResolvedInputs<typeof eksConnectorInputs>;

/** Keys of `serviceAccount` that the module sets; another value would separate the pods from the role. */
const OWN_SERVICE_ACCOUNT_VALUES = ["name", "create", "awsRoleName", "awsRoleAccountId"];

/** Tokens are longer; a shorter match means nothing. */
const SHORTEST_TOKEN = 8;

/** What must hold before Helm installs anything. */
export function releaseConditions(scope: Construct, inputs: EksInputs): Condition[] {
  const { cpu, cpuRequests, memory, memoryRequests } = inputs;
  const value = quantityValues(scope, { cpu, cpuRequests, memory, memoryRequests });
  return [
    {
      condition: hcl`${inputs.aponoToken} != null`,
      errorMessage: text`The connector has no token. Set aponoToken (the environment variable TF_VAR_APONO_TOKEN of the deployable stack) to the token from Apono's connector page.`,
    },
    ...RESOURCES.map((resource) => requestWithinLimit(inputs, resource, value)),
    ...CHART_RULES.map((rule) => crossCondition(rule, inputs)),
    crossCondition(SESSION_TAGS, withAttributes("workloadIdentity", inputs.workloadIdentity)),
    ...helmValuesConditions(scope, inputs),
  ];
}

/** The attributes of an object as rules name them. */
const withAttributes = (input: string, attributes: object) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [`${input}.${name}`, value as unknown]),
  );

function requestWithinLimit(
  inputs: EksInputs,
  limit: (typeof RESOURCES)[number],
  value: (name: QuantityName) => Expression<number>,
): Condition {
  const request = `${limit}Requests` as const;
  return {
    condition: hcl`${value(request)} <= ${value(limit)}`,
    errorMessage: text`${request}: ${inputs[request]} is more than ${limit} (${inputs[limit]}), and Kubernetes rejects a request above its limit. Lower ${request}, or raise ${limit}.`,
  };
}

/**
 * Conditions on the extra values, evaluated in local values: Terraform's message for a failed condition shows the values
 * that it refers to, which may include a token.
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
      errorMessage: text`helmValues: not a YAML mapping (key: value lines). Correct it; \`helm lint --values\` shows the error.`,
    },
    {
      condition: hcl`!${setToken} && !${holdToken}`,
      errorMessage: text`helmValues: it contains the token, which Terraform would store in its state. Remove it and set aponoToken, which is not stored.`,
    },
    {
      condition: hcl`length(${ownKeys}) == 0`,
      errorMessage: text`helmValues: ${hcl`join(", ", ${ownKeys})`} would separate the connector's pods from their IAM role. Remove it; use serviceAccountName to name the service account.`,
    },
  ];
}
