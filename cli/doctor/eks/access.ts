import type { Cluster } from "@aws-sdk/client-eks";
import type { Aws } from "../../aws/client";
import type { Caller } from "../caller-identity";
import { type Result, ok, problem, unknown, warning } from "../results";

const ID = "eks.access";

/**
 * Checks that the caller has access to the cluster.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export async function checkAccess(aws: Aws, cluster: Cluster, caller: Caller): Promise<Result[]> {
  const name = cluster.name!;
  const mode = cluster.accessConfig?.authenticationMode ?? "CONFIG_MAP";
  if (mode === "CONFIG_MAP")
    return [
      unknown(
        ID,
        `${name} keeps its access list in the ConfigMap aws-auth, which AWS's API does not show.`,
        {
          fix: "Check with: kubectl auth can-i create namespaces",
          data: { authenticationMode: mode },
        },
      ),
    ];
  const entries = await aws.all(
    "eks:ListAccessEntries",
    { clusterName: name },
    ({ accessEntries }) => accessEntries,
  );
  const principal = entries.find((arn) => isSamePrincipal(arn, caller.arn));
  const data = { authenticationMode: mode, principal: principal ?? null };
  if (principal === undefined) return [withoutEntry(name, mode, caller, data)];
  const policies = await aws.all(
    "eks:ListAssociatedAccessPolicies",
    { clusterName: name, principalArn: principal },
    ({ associatedAccessPolicies }) => associatedAccessPolicies,
  );
  const names = policies.map(({ policyArn = "" }) => policyArn.split("/").at(-1)!);
  const more = { ...data, policies: names };
  return names.length > 0
    ? [ok(ID, `${principal} has access to the cluster: ${names.join(", ")}.`, { data: more })]
    : [
        warning(
          ID,
          `${principal} has an access entry without an access policy: the cluster's role bindings decide what it may do.`,
          { fix: "Check with: kubectl auth can-i create namespaces", data: more },
        ),
      ];
}

/** Checks that the cluster takes the connector's own access entry. */
export function checkEntryPossible({ name, accessConfig }: Cluster): Result {
  const id = "eks.accessEntries";
  const mode = accessConfig?.authenticationMode ?? "CONFIG_MAP";
  const data = { authenticationMode: mode };
  return mode === "CONFIG_MAP"
    ? problem(
        id,
        `accessEntries: ${name} has the authentication mode CONFIG_MAP, which knows no access entries.`,
        {
          fix: `aws eks update-cluster-config --name ${name} --access-config authenticationMode=API_AND_CONFIG_MAP (can't be undone), or leave accessEntries out.`,
          data,
        },
      )
    : ok(id, `${name} takes the connector's access entry (authentication mode ${mode}).`, { data });
}

function withoutEntry(
  name: string,
  mode: string,
  { arn }: Caller,
  data: Readonly<Record<string, unknown>>,
): Result {
  if (mode !== "API")
    return unknown(
      ID,
      `${arn} has no access entry in ${name}; it may be in the ConfigMap aws-auth, which AWS's API does not show.`,
      { fix: "Check with: kubectl auth can-i create namespaces", data },
    );
  return problem(
    ID,
    `${arn} has no access entry in ${name}, so Terraform can't create anything there.`,
    {
      detail: [
        "Then grant it permissions, such as the access policy AmazonEKSClusterAdminPolicy: aws eks associate-access-policy",
      ],
      fix: `aws eks create-access-entry --cluster-name ${name} --principal-arn <the role's or user's ARN>`,
      data,
    },
  );
}

/**
 * Whether an access entry is the caller's. A session's ARN has the role's name without its path, so account and name
 * are compared.
 */
export function isSamePrincipal(entryArn: string, callerArn: string): boolean {
  if (entryArn === callerArn) return true;
  const session = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(callerArn);
  const role = /^arn:([^:]+):iam::(\d+):role\/(?:.+\/)?([^/]+)$/.exec(entryArn);
  return session !== null && role !== null && session.slice(1).join() === role.slice(1).join();
}
