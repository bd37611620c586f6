import { connect } from "node:net";
import type { Cluster } from "@aws-sdk/client-eks";
import type { Aws } from "../../aws/client";
import type { Caller } from "../caller-identity";
import { type Result, ok, problem, skipped, warning } from "../results";
import type { Env } from "../../terminal/io";

/** Finds the cluster. If it does not exist, the result lists those that do. */
export async function findCluster(
  aws: Aws,
  name: string,
  { accountId, region }: Caller,
): Promise<{ readonly cluster?: Cluster; readonly results: Result[] }> {
  const answer = await aws.find("eks:DescribeCluster", { name }, ["ResourceNotFoundException"]);
  if (answer?.cluster !== undefined)
    return { cluster: answer.cluster, results: [describe(name, answer.cluster)] };
  const names = await aws.all("eks:ListClusters", {}, ({ clusters }) => clusters);
  return {
    results: [
      problem(
        "eks.cluster",
        `There is no EKS cluster ${name} in account ${accountId}, region ${region}.`,
        {
          fix: `Existing clusters: ${names.sort().join(", ") || "none"}. Correct the name, or choose another region with AWS_REGION or another account with AWS_PROFILE.`,
          data: { clusterName: name, existing: names },
        },
      ),
    ],
  };
}

function describe(
  name: string,
  { status, version, identity, accessConfig, endpoint }: Cluster,
): Result {
  const data = {
    clusterName: name,
    status: status ?? null,
    version: version ?? null,
    issuer: identity?.oidc?.issuer ?? null,
    authenticationMode: accessConfig?.authenticationMode ?? null,
    endpoint: endpoint ?? null,
  };
  return status === "ACTIVE"
    ? ok("eks.cluster", `The cluster ${name} is active and runs Kubernetes ${version ?? "?"}.`, {
        data,
      })
    : problem(
        "eks.cluster",
        `The cluster ${name} is not active; its status is ${status ?? "unknown"}.`,
        {
          fix: `Wait until it is active: aws eks wait cluster-active --name ${name}`,
          data,
        },
      );
}

/** Checks that this machine reaches the cluster's API, which Terraform needs for Helm and the namespace. */
export async function checkEndpoint(
  { endpoint, resourcesVpcConfig = {} }: Cluster,
  env: Env,
): Promise<Result[]> {
  const id = "eks.endpoint";
  if (endpoint === undefined) return [];
  const { endpointPublicAccess = true, publicAccessCidrs = [] } = resourcesVpcConfig;
  const data = { endpoint, endpointPublicAccess, publicAccessCidrs };
  if (env["HTTPS_PROXY"] ?? env["https_proxy"])
    return [skipped(id, `${endpoint}: not tried, because Terraform uses HTTPS_PROXY.`, { data })];
  const why = await connectionError(new URL(endpoint));
  if (why === undefined) return [ok(id, `The cluster's API answers at ${endpoint}.`, { data })];
  return [
    warning(id, `The cluster's API can't be reached from here: ${endpoint} (${why}).`, {
      fix: endpointPublicAccess
        ? `Public access is limited to ${publicAccessCidrs.join(", ") || "certain addresses"}: deploy from one of those, or from the cluster's VPC.`
        : "The API has no public access: deploy from the cluster's VPC, or from a network that is connected to it.",
      data,
    }),
  ];
}

/** Why a connection fails; undefined if it succeeds. */
function connectionError({ hostname, port }: URL): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 443), timeout: 5000 });
    const end = (why: string | undefined) => {
      socket.destroy();
      resolve(why);
    };
    socket.once("connect", () => end(undefined));
    socket.once("timeout", () => end("no answer in 5 seconds"));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
