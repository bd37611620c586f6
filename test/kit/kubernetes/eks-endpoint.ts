import { emulatorEnv } from "../aws-emulator";
import { startFaultProxy, type FaultProxy } from "../fault-proxy";
import { withBody } from "../forwarding";
import type { Env } from "../processes";
import type { KubernetesApi } from "./api-server";
import { accessEntries } from "./access-entries";
import { addons } from "./addons";
import { podIdentityAssociations } from "./pod-identity";

/** What EKS is to say of a cluster; the rest is what the emulator says. */
export interface EksCluster {
  /** The cluster's API. */
  readonly api: Pick<KubernetesApi, "endpoint" | "caCertificate">;
  /** OIDC issuer, or `null` for a cluster without one. @default - the emulator's, one for all clusters */
  readonly issuer?: string | null;
  /** How callers are authenticated, such as `API`. @default - not told, as by the emulator */
  readonly authenticationMode?: string;
  /** Whether it runs in EKS Auto Mode. @default false */
  readonly isAutoMode?: boolean;
}

/** The emulator's endpoint, with clusters that have an API. Faults and notes of calls as with any fault proxy. */
export interface EksEndpoint extends FaultProxy {
  /** Points AWS clients at this endpoint. */
  readonly env: Env;
  /** Says something else of a cluster from now on. */
  describe(name: string, cluster: EksCluster): void;
}

/**
 * Stands before the AWS emulator, whose clusters have made-up endpoints: DescribeCluster answers with a cluster's real
 * endpoint and certificate authority, and there are Pod Identity associations, add-ons and access entries. Every other
 * call and cluster passes through unchanged.
 *
 * @param clusters by name
 */
export async function startEksEndpoint(
  emulator: string,
  clusters: Readonly<Record<string, EksCluster>> = {},
): Promise<EksEndpoint> {
  const known = new Map(Object.entries(clusters));
  const lacking = [podIdentityAssociations(), addons(), accessEntries()];
  const proxy = await startFaultProxy(emulator, {
    rewrite: (call, answer) => {
      const { method, path } = call;
      for (const answers of lacking) {
        const own = answers(call);
        if (own !== undefined) return own;
      }
      const name = /^\/clusters\/([^/?]+)$/.exec(path)?.[1];
      const cluster = known.get(decodeURIComponent(name ?? ""));
      if (method !== "GET" || answer.status !== 200 || cluster === undefined) return undefined;
      return withBody(answer, rewritten(answer.body.toString("utf8"), cluster));
    },
  });
  return {
    ...proxy,
    env: emulatorEnv(proxy.endpoint),
    describe: (name, cluster) => void known.set(name, cluster),
  };
}

function rewritten(body: string, cluster: EksCluster): string {
  const { api, issuer, authenticationMode, isAutoMode } = cluster;
  const described = JSON.parse(body) as { cluster: Record<string, unknown> };
  const data = Buffer.from(api.caCertificate).toString("base64");
  return JSON.stringify({
    ...described,
    cluster: {
      ...described.cluster,
      endpoint: api.endpoint,
      certificateAuthority: { data },
      ...(authenticationMode === undefined ? {} : { accessConfig: { authenticationMode } }),
      ...(isAutoMode === true ? { computeConfig: { enabled: true } } : {}),
      ...(issuer === undefined ? {} : { identity: issuer === null ? {} : { oidc: { issuer } } }),
    },
  });
}
