import type { Cluster } from "@aws-sdk/client-eks";
import { AUDIENCE } from "../../../modules/eks-connector/oidc-provider";
import { POD_IDENTITY_AGENT } from "../../../modules/eks-connector/workload-identity-input";
import type { Aws } from "../../aws/client";
import { type Result, ok, problem } from "../results";

/** The inputs that decide how the connector's pods get their role. */
export interface WorkloadIdentityInputs {
  readonly identity: string;
  readonly createOidcProvider: boolean;
  readonly oidcProviderArn?: string;
}

/** Checks the cluster's OIDC provider in IAM, and says what to set for it. */
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
        `The cluster ${name} has no OIDC issuer, so its service accounts can't assume an IAM role.`,
        {
          fix: "Export TF_VAR_identity=pod-identity, or choose a cluster that has an OIDC issuer.",
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
          ? `oidcProviderArn: this account has no OIDC provider for the issuer ${issuer}; ${oidcProviderArn} is not one.`
          : `oidcProviderArn: ${oidcProviderArn} is not the OIDC provider for the cluster's issuer ${issuer}.`,
        {
          fix: existing === undefined ? make : use(existing),
          data: { ...data, set: setting(existing) },
        },
      ),
    ];
  if (existing === undefined) return [withoutProvider(issuer, createOidcProvider, data)];
  return withProvider(aws, existing, createOidcProvider && oidcProviderArn === undefined, data);
}

const make = "unset TF_VAR_oidcProviderArn TF_VAR_createOidcProvider: the deployment creates it.";
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
        `There is no OIDC provider for ${issuer}: the deployment creates it (createOidcProvider = true).`,
        {
          data: set,
        },
      )
    : problem(
        "eks.oidc",
        `createOidcProvider is false, but this account has no OIDC provider for ${issuer}.`,
        { fix: make, data: set },
      );
}

async function withProvider(
  aws: Aws,
  arn: string,
  create: boolean,
  data: Readonly<Record<string, unknown>>,
): Promise<Result[]> {
  const provider = await aws.call("iam:GetOpenIDConnectProvider", {
    OpenIDConnectProviderArn: arn,
  });
  const audiences = provider.ClientIDList ?? [];
  const more = { ...data, audiences, set: setting(arn) };
  const results: Result[] = [];
  if (!audiences.includes(AUDIENCE))
    results.push(
      problem("eks.audience", `The OIDC provider ${arn} does not have the audience ${AUDIENCE}.`, {
        fix: `aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${arn} --client-id ${AUDIENCE}`,
        data: more,
      }),
    );
  if (create)
    results.push(
      problem(
        "eks.oidc",
        "The cluster's OIDC provider already exists: creating it fails with EntityAlreadyExists (unless it is in this stack's state).",
        { fix: use(arn), data: more },
      ),
    );
  return results.length > 0
    ? results
    : [
        ok("eks.oidc", `The cluster's OIDC provider exists and will be used: ${arn}.`, {
          data: more,
        }),
      ];
}

const LEAVE_OUT = "Leave workloadIdentity.createPodIdentityAgent out.";

/**
 * Checks the add-on that gives pods their role. Auto Mode has it built in.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
 */
export async function checkPodIdentity(
  aws: Aws,
  cluster: Cluster,
  createAgent: boolean,
): Promise<Result[]> {
  const id = "eks.podIdentity";
  if (cluster.computeConfig?.enabled === true)
    return [
      createAgent
        ? problem(id, "EKS Auto Mode has the Pod Identity agent built in.", { fix: LEAVE_OUT })
        : ok(id, "EKS Auto Mode has the Pod Identity agent built in."),
    ];
  const answer = await aws.find(
    "eks:DescribeAddon",
    { clusterName: cluster.name, addonName: POD_IDENTITY_AGENT },
    ["ResourceNotFoundException"],
  );
  const status = answer?.addon?.status;
  if (createAgent)
    return [
      status === undefined
        ? ok(id, "The deployment creates the EKS Pod Identity agent.")
        : problem(
            id,
            `The add-on ${POD_IDENTITY_AGENT} already exists: creating it fails with ResourceInUseException (unless it is in this stack's state).`,
            { fix: LEAVE_OUT, data: { status } },
          ),
    ];
  if (status === "ACTIVE") return [ok(id, "The EKS Pod Identity agent runs in the cluster.")];
  return [
    problem(
      id,
      status === undefined
        ? `The cluster does not have the add-on ${POD_IDENTITY_AGENT}, which gives pods their role.`
        : `The add-on ${POD_IDENTITY_AGENT} is ${status}.`,
      {
        fix: `aws eks create-addon --cluster-name ${cluster.name} --addon-name ${POD_IDENTITY_AGENT}, or set workloadIdentity = { createPodIdentityAgent = true }`,
        data: { status: status ?? null },
      },
    ),
  ];
}
