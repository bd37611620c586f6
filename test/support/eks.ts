import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AwsEmulator, startAwsEmulator } from "../kit/aws-emulator";
import { type ChartRepository, startChartRepository } from "../kit/kubernetes/chart-repository";
import { type EksSandbox, startEksSandbox } from "../kit/kubernetes/eks-cluster";
import { PROJECT_ROOT } from "../kit/paths";
import { type Env, tempDir } from "../kit/processes";
import { Terraform } from "../kit/terraform";
import { writeModule } from "../../cli/registry/build/write-module";

/** The cluster's name, wherever a test says nothing else. */
export const CLUSTER = "main";

const CHART = join(PROJECT_ROOT, "test", "fixtures", "chart");

/** Makes an EKS cluster in the emulator; where its API is, is up to the test kit. */
export async function makeCluster(endpoint: string, name: string, region: string): Promise<void> {
  const credential = `AWS4-HMAC-SHA256 Credential=test/20250101/${region}/eks/aws4_request`;
  const response = await fetch(`${endpoint}/clusters`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: credential },
    body: JSON.stringify({
      name,
      roleArn: "arn:aws:iam::123456789012:role/eks",
      resourcesVpcConfig: { subnetIds: ["subnet-a"] },
    }),
  });
  if (!response.ok) throw new Error(`The emulator made no cluster: ${await response.text()}`);
}

/** AWS, a cluster with a real API server, and a chart repository. */
export interface EksWorld {
  readonly emulator: AwsEmulator;
  readonly sandbox: EksSandbox;
  readonly repository: ChartRepository;
  /** For Terraform and cdktf. */
  readonly env: Env;
  stop(): Promise<void>;
}

/**
 * @param region decides the partition, too
 * @param makesCluster false where the test makes the cluster itself
 */
export async function startEksWorld(region = "us-east-1", makesCluster = true): Promise<EksWorld> {
  const emulator = await startAwsEmulator();
  if (makesCluster) await makeCluster(emulator.endpoint, CLUSTER, region);
  const sandbox = await startEksSandbox({
    emulator: emulator.endpoint,
    clusterName: CLUSTER,
    issuer: `https://oidc.eks.${region}.amazonaws.com/id/A1B2C3`,
  });
  const repository = await startChartRepository(CHART, ["1.0.0"]);
  return {
    emulator,
    sandbox,
    repository,
    env: { ...sandbox.env, AWS_REGION: region, AWS_DEFAULT_REGION: region },
    stop: async () => {
      await Promise.all([sandbox.stop(), repository.stop()]);
      await emulator.stop();
    },
  };
}

/** What a pipeline of one's own says, apart from the module calls: providers from the cluster, a token for one run. */
const pipelineRoot = {
  variable: { token: { type: "string", sensitive: true, ephemeral: true, default: null } },
  data: { aws_eks_cluster: { main: { name: CLUSTER } } },
  ephemeral: { aws_eks_cluster_auth: { main: { name: CLUSTER } } },
  provider: (() => {
    const access = {
      host: "${data.aws_eks_cluster.main.endpoint}",
      cluster_ca_certificate:
        "${base64decode(data.aws_eks_cluster.main.certificate_authority[0].data)}",
      token: "${ephemeral.aws_eks_cluster_auth.main.token}",
    };
    return { aws: {}, helm: { kubernetes: access }, kubernetes: access };
  })(),
};

/** A pipeline with providers of its own, and the built module in `./module`. */
export class EksPipeline {
  readonly terraform: Terraform;

  constructor(
    env: Env,
    options: { readonly extraMirrors?: readonly string[] } = {},
    readonly folder = tempDir("eks-pipeline-"),
  ) {
    writeModule("eks-connector", join(folder, "module"));
    this.terraform = new Terraform(folder, { env, ...options });
  }

  /** The root calls the module with these inputs, as often as there are names. */
  calls(calls: Readonly<Record<string, object>>, more: object = {}): void {
    const module = Object.fromEntries(
      Object.entries(calls).map(([name, inputs]) => [
        name,
        { source: "./module", clusterName: CLUSTER, aponoToken: "${var.token}", ...inputs },
      ]),
    );
    this.root({ module, ...more });
  }

  /** The root is this, and what every pipeline has. */
  root(root: object): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(
      join(this.folder, "main.tf.json"),
      JSON.stringify({ ...pipelineRoot, ...root }, null, 2),
    );
  }
}
