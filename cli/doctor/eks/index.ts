import { eksConnectorInputs } from "../../../modules/eks-connector";
import type { Aws } from "../aws/aws";
import type { Caller } from "../identity";
import type { Request } from "../request";
import { type Result, skipped } from "../results";
import { attempt } from "../unanswered";
import { checkAccess } from "./access";
import { checkEndpoint, findCluster } from "./cluster";
import { checkOidcProvider, checkPodIdentity } from "./identity";

/** Whether `eks-connector` can be deployed into the cluster that is given, and what to set for it. */
export async function checkEks(
  aws: Aws,
  request: Request,
  caller: Caller,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Result[]> {
  const values = request.values("eks-connector");
  const name = values["clusterName"];
  if (typeof name !== "string" || name === "")
    return [skipped("eks.cluster", "No cluster is given.", { mend: "Give --cluster <name>." })];
  return attempt("eks.cluster", `The EKS cluster ${name}`, async () => {
    const { cluster, results } = await findCluster(aws, name, caller);
    if (cluster === undefined) return results;
    const wishes = {
      identity: String(values["identity"] ?? eksConnectorInputs.identity.default),
      createOidcProvider: values["createOidcProvider"] !== false,
      oidcProviderArn: (values["oidcProviderArn"] ?? undefined) as string | undefined,
    };
    return [
      ...results,
      ...(wishes.identity === "pod-identity"
        ? await attempt("eks.podIdentity", "The Pod Identity agent", () =>
            checkPodIdentity(aws, cluster),
          )
        : await attempt("eks.oidc", "The cluster's OIDC provider", () =>
            checkOidcProvider(aws, cluster, wishes),
          )),
      ...(await attempt("eks.access", "Who may enter the cluster", () =>
        checkAccess(aws, cluster, caller),
      )),
      ...(await checkEndpoint(cluster, env)),
    ];
  });
}
