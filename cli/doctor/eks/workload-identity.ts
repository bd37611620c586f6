import type { Cluster } from "@aws-sdk/client-eks";
import { AUDIENCE } from "../../../modules/eks-connector/oidc-provider";
import type { Aws } from "../../aws/client";
import { type Result, ok, problem } from "../results";

/** The inputs by which the connector's pods get their role. */
export interface WorkloadIdentityInputs {
  readonly identity: string;
  readonly createOidcProvider: boolean;
  readonly oidcProviderArn?: string;
}

/** The cluster's OIDC provider in IAM, and what to set for it. */
export async function checkOidcProvider(
  aws: Aws,
  { name, identity }: Cluster,
  { createOidcProvider, oidcProviderArn }: WorkloadIdentityInputs,
): Promise<Result[]> {
  const issuer = identity?.oidc?.issuer;
  if (issuer === undefined || issuer === "")
    return [
      problem(
        "eks.issuer",
        `The cluster ${name} has no OIDC issuer, so its service accounts can't take an IAM role by it.`,
        {
          fix: "Export TF_VAR_identity=pod-identity, or give a cluster that has one.",
          data: { issuer: null },
        },
      ),
    ];
  const issuerId = issuer.replace(/^https:\/\//, "");
  const arns = await aws.all(
    "iam:ListOpenIDConnectProviders",
    {},
    ({ OpenIDConnectProviderList }) => OpenIDConnectProviderList,
  );
  const existing = arns
    .map(({ Arn }) => Arn!)
    .find((arn) => arn.endsWith(`:oidc-provider/${issuerId}`));
  const data = { issuer, oidcProviderArn: existing ?? null };
  if (oidcProviderArn !== undefined && oidcProviderArn !== existing)
    return [
      problem(
        "eks.oidc",
        existing === undefined
          ? `oidcProviderArn: there is no OIDC provider of the issuer ${issuer} in this account, and ${oidcProviderArn} is none.`
          : `oidcProviderArn: ${oidcProviderArn} is not the OIDC provider of the cluster's issuer ${issuer}.`,
        {
          fix: existing === undefined ? make : use(existing),
          data: { ...data, set: setting(existing) },
        },
      ),
    ];
  if (existing === undefined) return [withoutProvider(issuer, createOidcProvider, data)];
  return withProvider(aws, existing, createOidcProvider && oidcProviderArn === undefined, data);
}

const make = "unset TF_VAR_oidcProviderArn TF_VAR_createOidcProvider: the deployment makes it.";
const use = (arn: string) => `export TF_VAR_createOidcProvider=false (it is ${arn})`;
const setting = (existing: string | undefined) => ({ createOidcProvider: existing === undefined });

function withoutProvider(
  issuer: string,
  create: boolean,
  data: Readonly<Record<string, unknown>>,
): Result {
  const set = { ...data, set: setting(undefined) };
  return create
    ? ok(
        "eks.oidc",
        `No OIDC provider of ${issuer} exists: the deployment makes it (createOidcProvider = true).`,
        {
          data: set,
        },
      )
    : problem(
        "eks.oidc",
        `createOidcProvider is false, but there is no OIDC provider of ${issuer} in this account.`,
        { fix: make, data: set },
      );
}

async function withProvider(
  aws: Aws,
  arn: string,
  create: boolean,
  data: Readonly<Record<string, unknown>>,
): Promise<Result[]> {
  const provider = await aws.ask("iam:GetOpenIDConnectProvider", {
    OpenIDConnectProviderArn: arn,
  });
  const audiences = provider.ClientIDList ?? [];
  const more = { ...data, audiences, set: setting(arn) };
  const results: Result[] = [];
  if (!audiences.includes(AUDIENCE))
    results.push(
      problem("eks.audience", `The OIDC provider ${arn} does not know the audience ${AUDIENCE}.`, {
        fix: `aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${arn} --client-id ${AUDIENCE}`,
        data: more,
      }),
    );
  if (create)
    results.push(
      problem(
        "eks.oidc",
        "The cluster's OIDC provider exists already, and making it would end with EntityAlreadyExists (unless this stack's state has it).",
        { fix: use(arn), data: more },
      ),
    );
  return results.length > 0
    ? results
    : [
        ok("eks.oidc", `The cluster's OIDC provider exists and is looked up: ${arn}.`, {
          data: more,
        }),
      ];
}

/** The add-on that hands roles to pods. Auto Mode has it built in. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html */
export async function checkPodIdentity(aws: Aws, cluster: Cluster): Promise<Result[]> {
  const id = "eks.podIdentity";
  if (cluster.computeConfig?.enabled === true)
    return [ok(id, "EKS Auto Mode has the Pod Identity agent built in.")];
  const answer = await aws.find(
    "eks:DescribeAddon",
    { clusterName: cluster.name, addonName: "eks-pod-identity-agent" },
    ["ResourceNotFoundException"],
  );
  const status = answer?.addon?.status;
  if (status === "ACTIVE") return [ok(id, "The EKS Pod Identity agent runs in the cluster.")];
  return [
    problem(
      id,
      status === undefined
        ? "The cluster lacks the add-on eks-pod-identity-agent, by which pods get their role."
        : `The add-on eks-pod-identity-agent is ${status}.`,
      {
        fix: `aws eks create-addon --cluster-name ${cluster.name} --addon-name eks-pod-identity-agent`,
        data: { status: status ?? null },
      },
    ),
  ];
}
