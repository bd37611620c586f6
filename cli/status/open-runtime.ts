import { assumedRole } from "../aws/assumed-role";
import { Aws } from "../aws/client";
import { AwsFailure } from "../aws/failure";
import { endpointOf } from "../aws/settings";
import type { Io } from "../terminal/io";
import type { Deployment } from "./deployment";
import { EcsReader } from "./ecs/reader";
import { KubernetesApi } from "./kubernetes/api";
import { KubernetesReader } from "./kubernetes/reader";
import { clusterToken } from "./kubernetes/token";
import type { RuntimeReader } from "./runtime";

/** Credentials and region of AWS calls. */
export interface RuntimeOptions {
  readonly env: Io["env"];
  readonly profile?: string;
  readonly region?: string;
  /** ARN of the role that is assumed for the calls. */
  readonly assumeRole?: string;
  readonly progress: (what: string) => void;
}

/** The reader of ECS or Kubernetes, by a client of its own. */
export function openRuntime(
  deployment: Deployment,
  { assumeRole, ...options }: RuntimeOptions,
): RuntimeReader | undefined {
  const settings = { ...options, region: options.region ?? deployment.region };
  const credentials = assumeRole === undefined ? undefined : assumedRole(assumeRole, settings);
  return runtimeOf(deployment, new Aws({ ...settings, credentials }), options.env);
}

/** The reader of ECS or Kubernetes; undefined if the deployment does not say where the connector runs. */
export function runtimeOf(
  { ecs, kubernetes }: Deployment,
  aws: Aws,
  env: Io["env"],
): RuntimeReader | undefined {
  const secrets = [
    env["APONO_PERSONAL_TOKEN"],
    env["TF_VAR_APONO_TOKEN"],
    env["TF_VAR_aponoToken"],
  ].filter((secret) => secret !== undefined);
  if (ecs !== undefined) return new EcsReader(aws, ecs, secrets);
  if (kubernetes === undefined) return undefined;
  let api: Promise<KubernetesApi> | undefined;
  return new KubernetesReader(
    () => (api ??= openCluster(aws, kubernetes.clusterName, env)),
    kubernetes,
    secrets,
  );
}

/** Opens the API of an EKS cluster with the AWS credentials that deployed the stack. */
async function openCluster(aws: Aws, name: string, env: Io["env"]): Promise<KubernetesApi> {
  const { cluster } = await aws.call("eks:DescribeCluster", { name });
  const region = (await aws.region())!;
  const { endpoint, certificateAuthority } = cluster ?? {};
  if (endpoint === undefined || certificateAuthority?.data === undefined)
    throw new AwsFailure(
      "other",
      "eks:DescribeCluster",
      "NoEndpoint",
      "The cluster has no endpoint yet.",
    );
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return new KubernetesApi({
    clusterName: name,
    endpoint,
    authority: Buffer.from(certificateAuthority.data, "base64").toString("utf8"),
    token: await clusterToken(
      name,
      await aws.credentials(),
      region,
      endpointOf("sts", env) ?? `https://sts.${region}.${suffix}`,
    ),
  });
}
