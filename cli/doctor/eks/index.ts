import { eksConnectorInputs } from "../../../modules/eks-connector";
import type { Aws } from "../../aws/client";
import type { Caller } from "../caller-identity";
import type { Request } from "../request";
import { type Result, skipped } from "../results";
import { catchAwsError } from "../aws-error-result";
import { checkAccess, checkEntryPossible } from "./access";
import { checkEndpoint, findCluster } from "./cluster";
import { checkOidcProvider, checkPodIdentity } from "./workload-identity";
import type { Env } from "../../terminal/io";

/** Checks that `eks-connector` can be deployed into the given cluster, and says what to set for it. */
export async function checkEks(
  aws: Aws,
  request: Request,
  caller: Caller,
  env: Env,
): Promise<readonly Result[]> {
  const values = request.values("eks-connector");
  const name = values["clusterName"];
  if (typeof name !== "string" || name === "")
    return [skipped("eks.cluster", "No cluster given.", { fix: "Give --cluster <name>." })];
  return catchAwsError("eks.cluster", `The EKS cluster ${name}`, async () => {
    const { cluster, results } = await findCluster(aws, name, caller);
    if (cluster === undefined) return results;
    const inputs = {
      identity: String(values["identity"] ?? eksConnectorInputs.identity.default),
      createOidcProvider: values["createOidcProvider"] !== false,
      oidcProviderArn: (values["oidcProviderArn"] ?? undefined) as string | undefined,
    };
    const createAgent = attribute(values["workloadIdentity"], "createPodIdentityAgent") === true;
    const createEntry = attribute(values["accessEntries"], "create") === true;
    return [
      ...results,
      ...(inputs.identity !== "irsa" || createAgent
        ? await catchAwsError("eks.podIdentity", "The Pod Identity agent", () =>
            checkPodIdentity(aws, cluster, createAgent),
          )
        : []),
      ...(inputs.identity !== "pod-identity"
        ? await catchAwsError("eks.oidc", "The cluster's OIDC provider", () =>
            checkOidcProvider(aws, cluster, inputs),
          )
        : []),
      ...(createEntry ? [checkEntryPossible(cluster)] : []),
      ...(await catchAwsError("eks.access", "Access to the cluster", () =>
        checkAccess(aws, cluster, caller),
      )),
      ...(await checkEndpoint(cluster, env)),
    ];
  });
}

/** An attribute of an object's value. */
const attribute = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
