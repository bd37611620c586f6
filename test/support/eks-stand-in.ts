import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { GetRoleCommand, IAMClient, ListOpenIDConnectProvidersCommand } from "@aws-sdk/client-iam";
import { clientConfig, startAwsEmulator } from "../kit/aws-emulator";
import { type EksEndpoint, startEksEndpoint } from "../kit/kubernetes/eks-endpoint";
import { tempDir } from "../kit/processes";
import { installStandIns } from "../kit/schema-only-provider/install";
import { Terraform } from "../kit/terraform";
import { resourcesOf } from "../kit/terraform-json";
import { CLUSTER, EksPipeline, makeCluster } from "./eks";
import type { Json } from "./render";

/** AWS without a Kubernetes cluster, and the helm and kubernetes stand-ins, whatever else the machine has. */
export interface StandInWorld {
  /** Before the emulator. */
  readonly endpoint: EksEndpoint;
  /** Where the stand-ins are, for {@link Terraform}. */
  readonly extraMirrors: readonly string[];
  /**
   * Makes the cluster of a region, with this issuer (without `https://`), and a pipeline there.
   *
   * @param makesCluster false where the pipeline makes the cluster itself. @default true
   */
  pipelineIn(region: string, issuer: string, makesCluster?: boolean): Promise<EksPipeline>;
  /** IAM of the region's partition. */
  iam(region: string): IAMClient;
  stop(): Promise<void>;
}

export async function startStandInWorld(): Promise<StandInWorld> {
  const extraMirrors = [await installStandIns(["helm", "kubernetes"])];
  const emulator = await startAwsEmulator();
  const endpoint = await startEksEndpoint(emulator.endpoint);
  return {
    endpoint,
    extraMirrors,
    pipelineIn: async (region, issuer, makesCluster = true) => {
      if (makesCluster) await makeCluster(emulator.endpoint, CLUSTER, region);
      // Nobody ever calls the cluster.
      const api = { endpoint: "https://127.0.0.1:1", caCertificate: "" };
      endpoint.describe(CLUSTER, { api, issuer: `https://${issuer}` });
      const env = { ...endpoint.env, AWS_REGION: region, AWS_DEFAULT_REGION: region };
      const pipeline = new EksPipeline(env, { extraMirrors });
      pipeline.calls({ apono: {} });
      await pipeline.terraform.init();
      return pipeline;
    },
    iam: (region) => new IAMClient({ ...clientConfig(emulator.endpoint), region }),
    stop: async () => {
      await endpoint.stop();
      await emulator.stop();
    },
  };
}

/** What the state has of the module `apono`, by address in it. */
export async function stateOf({ terraform }: EksPipeline): Promise<Record<string, Json>> {
  const resources = resourcesOf(await terraform.show());
  return Object.fromEntries(
    resources.map(({ address, values }) => [address.replace("module.apono.", ""), values]),
  );
}

/** What a text means as YAML, as Terraform reads it. */
export async function fromYaml(text: string): Promise<Json> {
  const folder = tempDir("yaml-");
  const root = {
    variable: { text: { type: "string" } },
    output: { value: { value: "${yamldecode(var.text)}" } },
  };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(root));
  const terraform = new Terraform(folder);
  await terraform.apply({ vars: { text } });
  return (await terraform.output())["value"];
}

/** What of a connector exists in IAM. */
export async function existingInIam(iam: IAMClient, roleName: string) {
  const { OpenIDConnectProviderList: providers = [] } = await iam.send(
    new ListOpenIDConnectProvidersCommand({}),
  );
  const { Role: role } = await iam
    .send(new GetRoleCommand({ RoleName: roleName }))
    .catch((error: Error) => {
      if (error.name === "NoSuchEntityException") return { Role: undefined };
      throw error;
    });
  const trust = role && decodeURIComponent(role.AssumeRolePolicyDocument!);
  return {
    providers: providers.map(({ Arn }) => Arn),
    role: role?.Arn,
    trust: trust && (JSON.parse(trust) as { Statement: unknown }).Statement,
  };
}

/** What {@link existingInIam} finds where nothing is left. */
export const NOTHING_IN_IAM = { providers: [], role: undefined, trust: undefined };

/** The trust policy of the one service account, by the tokens of an issuer. */
export const trustInIssuer = (partition: string, issuer: string) => [
  {
    Effect: "Allow",
    Principal: { Federated: `arn:${partition}:iam::123456789012:oidc-provider/${issuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${issuer}:sub`]: "system:serviceaccount:apono-connector:apono",
        [`${issuer}:aud`]: "sts.amazonaws.com",
      },
    },
  },
];
