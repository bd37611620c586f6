import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { freePort, removeTempDir, startServer, tempDir } from "../processes";
import type { Env, Server } from "../processes";
import { KubernetesClient } from "./api-client";
import { findKubernetesBinaries, type KubernetesBinaries } from "./binaries";
import { deploymentController, type StartsUp } from "./deployment-controller";
import { startEtcd } from "./etcd";
import { namespaceFinalizer } from "./namespace-finalizer";
import { startLoop, type Loop } from "./loop";

export { KubernetesClient, KubernetesError } from "./api-client";
export type { ApiResponse, KubernetesObject } from "./api-client";

export interface KubernetesOptions {
  /** URL that is asked whose token one is (TokenReview), as `startEksTokenWebhook` serves it. @default - none */
  readonly tokenWebhook?: string;
  /** Deployments become ready as if nodes ran their pods; without it they never do. @default false */
  readonly markDeploymentsReady?: boolean;
  /** Deleted namespaces go, as a cluster's own controller does it; without it they stay Terminating. @default true */
  readonly finalizeNamespaces?: boolean;
}

/** A Kubernetes API on loopback: its real server with its real store, without controllers and nodes. */
export interface KubernetesApi {
  /** `https://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** PEM of the authority that vouches for the endpoint. */
  readonly caCertificate: string;
  /** Bearer token of a user in `system:masters`. */
  readonly adminToken: string;
  /** Path of a kubeconfig file of the administrator. */
  readonly kubeconfig: string;
  /**
   * Keeps kubectl, Helm and Terraform's providers from a configuration of the machine's own, and Helm's caches in this
   * server's folder. Names no cluster: whoever is to find this one without being told takes {@link adminEnv}.
   */
  readonly env: Env;
  /** {@link env} with the administrator's kubeconfig. */
  readonly adminEnv: Env;
  /** A caller as the administrator; `client.as(token)` is somebody else. */
  readonly client: KubernetesClient;
  /** Switches {@link KubernetesOptions.markDeploymentsReady} while the server runs. */
  markDeploymentsReady(which: boolean | StartsUp): void;
  /** The API server's last lines of output. */
  output(lines?: number): string;
  /** Stops the server and its store, and removes what they stored. */
  stop(): Promise<void>;
}

/**
 * Starts a Kubernetes API of its own on free ports of 127.0.0.1 (some five seconds). Users: the administrator, anonymous
 * (who may ask for the version), and whoever the token webhook vouches for.
 *
 * @throws Error with the server's last lines when it does not start, or with what to install where it is missing
 */
export async function startKubernetes(options: KubernetesOptions = {}): Promise<KubernetesApi> {
  const binaries = await findKubernetesBinaries();
  for (let attempt = 1; ; attempt++) {
    const folder = tempDir("kubernetes-");
    try {
      return await startOnce(binaries, folder, options);
    } catch (error) {
      removeTempDir(folder);
      // Neither server can choose its port itself, so another process may be faster.
      if (attempt === 5 || !/address already in use/.test((error as Error).message)) throw error;
    }
  }
}

async function startOnce(
  binaries: KubernetesBinaries,
  folder: string,
  options: KubernetesOptions,
): Promise<KubernetesApi> {
  const etcd = await startEtcd(binaries.etcd, folder);
  const port = await freePort();
  const endpoint = `https://127.0.0.1:${port}`;
  const adminToken = randomBytes(24).toString("hex");
  let server: Server;
  try {
    server = await startServer(
      binaries.kubeApiserver,
      serverArgs(folder, { port, adminToken, etcd: etcd.endpoint, ...options }),
      { name: "kube-apiserver", cwd: folder, ready: () => isReady(endpoint, folder, adminToken) },
    );
  } catch (error) {
    await etcd.server.stop();
    throw error;
  }

  const caCertificate = readAuthority(folder) ?? "";
  const client = new KubernetesClient(endpoint, caCertificate, adminToken);
  const kubeconfig = join(folder, "kubeconfig");
  write(kubeconfig, adminKubeconfig({ endpoint, caCertificate, adminToken }));
  const env = isolatedEnv(folder);
  const loops = options.finalizeNamespaces === false ? [] : [startLoop(namespaceFinalizer(client))];
  let deployments: Loop | undefined;
  const markDeploymentsReady = (which: boolean | StartsUp): void => {
    void deployments?.stop();
    const startsUp = which === true ? undefined : which;
    deployments =
      startsUp === false ? undefined : startLoop(deploymentController(client, startsUp));
  };
  markDeploymentsReady(options.markDeploymentsReady ?? false);
  return {
    endpoint,
    caCertificate,
    adminToken,
    kubeconfig,
    env,
    adminEnv: { ...env, KUBECONFIG: kubeconfig, KUBE_CONFIG_PATH: kubeconfig },
    client,
    markDeploymentsReady,
    output: (lines) => server.output(lines),
    stop: async () => {
      await Promise.all(
        [...loops, ...(deployments ? [deployments] : [])].map((loop) => loop.stop()),
      );
      client.close();
      // Together: the server would wait for its store when it was told first, and has nothing to save.
      await Promise.all([server.stop(), etcd.server.stop()]);
      removeTempDir(folder);
    },
  };
}

function serverArgs(
  folder: string,
  options: KubernetesOptions & { port: number; adminToken: string; etcd: string },
): string[] {
  const keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const file = (name: string, content: string): string => write(join(folder, name), content);
  const { tokenWebhook } = options;
  return [
    `--etcd-servers=${options.etcd}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${options.port}`,
    `--cert-dir=${join(folder, "certificates")}`,
    `--token-auth-file=${file("tokens.csv", `${options.adminToken},admin,admin,system:masters\n`)}`,
    ...(tokenWebhook === undefined
      ? []
      : [
          `--authentication-token-webhook-config-file=${file("webhook", webhookConfig(tokenWebhook))}`,
          "--authentication-token-webhook-version=v1",
          // Long enough for one command's calls, and short enough to see that a token is no longer accepted.
          "--authentication-token-webhook-cache-ttl=2s",
        ]),
    "--authorization-mode=RBAC",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${file("service-account.pub", keys.publicKey)}`,
    `--service-account-signing-key-file=${file("service-account.key", keys.privateKey)}`,
    "--service-cluster-ip-range=10.96.0.0/16",
    // Pods would need a service account that only a controller makes.
    "--disable-admission-plugins=ServiceAccount",
    "--endpoint-reconciler-type=none",
    "--enable-priority-and-fairness=false",
    "--profiling=false",
  ];
}

async function isReady(endpoint: string, folder: string, token: string): Promise<boolean> {
  const authority = readAuthority(folder);
  if (authority === undefined) return false;
  const client = new KubernetesClient(endpoint, authority, token);
  try {
    return (await client.request("GET", "/readyz")).status === 200;
  } catch {
    return false;
  } finally {
    client.close();
  }
}

/** The server makes its certificate itself and appends that of the authority which signed it. */
function readAuthority(folder: string): string | undefined {
  const file = join(folder, "certificates", "apiserver.crt");
  if (!existsSync(file)) return undefined;
  const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g;
  return readFileSync(file, "utf8").match(pem)?.[1];
}

function webhookConfig(url: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "webhook", cluster: { server: url } }],
    users: [{ name: "apiserver", user: {} }],
    contexts: [{ name: "webhook", context: { cluster: "webhook", user: "apiserver" } }],
    "current-context": "webhook",
  });
}

function adminKubeconfig(
  api: Pick<KubernetesApi, "endpoint" | "caCertificate" | "adminToken">,
): string {
  const authority = Buffer.from(api.caCertificate).toString("base64");
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "sandbox",
        cluster: { server: api.endpoint, "certificate-authority-data": authority },
      },
    ],
    users: [{ name: "admin", user: { token: api.adminToken } }],
    contexts: [{ name: "sandbox", context: { cluster: "sandbox", user: "admin" } }],
    "current-context": "sandbox",
  });
}

function isolatedEnv(folder: string): Env {
  const own = Object.keys(process.env).filter((name) => /^(KUBE_|HELM_)/.test(name));
  const helm = (name: string): string => join(folder, "helm", name);
  return {
    ...Object.fromEntries(own.map((name) => [name, undefined])),
    KUBECONFIG: devNull,
    HELM_CACHE_HOME: helm("cache"),
    HELM_CONFIG_HOME: helm("config"),
    HELM_DATA_HOME: helm("data"),
  };
}

function write(file: string, content: string): string {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, content, { mode: 0o600 });
  return file;
}
