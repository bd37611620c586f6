import type { Env } from "../processes";
import { startKubernetes, type KubernetesApi, type KubernetesOptions } from "./api-server";
import { startEksEndpoint, type EksEndpoint } from "./eks-endpoint";
import { startEksTokenWebhook, type EksTokenWebhook } from "./eks-token-webhook";

export interface EksSandboxOptions extends Omit<KubernetesOptions, "tokenWebhook"> {
  /** The AWS emulator's endpoint; the cluster itself is made in it by whoever needs it. */
  readonly emulator: string;
  readonly clusterName: string;
  /** OIDC issuer, or `null` for a cluster without one. @default - the emulator's, one for all clusters */
  readonly issuer?: string | null;
  /** Whether the cluster has an access entry for a caller, by ARN. @default - for everybody */
  readonly allows?: (callerArn: string) => boolean;
}

/** A cluster as EKS has it: an API that takes tokens of AWS identities, and an EKS that says where it is. */
export interface EksSandbox {
  readonly kubernetes: KubernetesApi;
  readonly webhook: EksTokenWebhook;
  /** AWS, for everything that is to see the cluster. */
  readonly eks: EksEndpoint;
  /** For Terraform, the AWS CLI, kubectl and Helm; holds no credential of the cluster. */
  readonly env: Env;
  stop(): Promise<void>;
}

/** Starts all that a module for EKS talks to, apart from the emulator. */
export async function startEksSandbox(options: EksSandboxOptions): Promise<EksSandbox> {
  const { emulator, clusterName, issuer, allows } = options;
  const webhook = await startEksTokenWebhook({ clusterName, emulator, allows });
  try {
    const kubernetes = await startKubernetes({ ...options, tokenWebhook: webhook.url });
    const eks = await startEksEndpoint(emulator, { [clusterName]: { api: kubernetes, issuer } });
    return {
      kubernetes,
      webhook,
      eks,
      env: { ...kubernetes.env, ...eks.env },
      stop: async () => {
        await Promise.all([kubernetes.stop(), webhook.stop(), eks.stop()]);
      },
    };
  } catch (error) {
    await webhook.stop();
    throw error;
  }
}
