import { timingSafeEqual } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { startLoopbackServer } from "./loopback-server";
import { accessKeyOf, CLUSTER_HEADER, readEksToken, signatureOf, signedAt } from "./eks-token";

export interface EksTokenWebhookOptions {
  /** The cluster whose tokens are accepted. */
  readonly clusterName: string;
  /** The emulator's endpoint, where identities and the secrets of keys are looked up. */
  readonly emulator: string;
  /** Whether the cluster has an access entry for a caller, by ARN. @default - for everybody */
  readonly allows?: (callerArn: string) => boolean;
}

/** One token that the API server asked about. */
export interface TokenReview {
  readonly accepted: boolean;
  /** ARN of the caller; undefined where the token did not get as far. */
  readonly caller?: string;
  /** Why it was refused. Never the token. */
  readonly reason?: string;
  readonly at: Date;
}

export interface EksTokenWebhook {
  /** For `startKubernetes({ tokenWebhook })`. */
  readonly url: string;
  /** Every review so far; the API server remembers an answer for two seconds. */
  readonly reviews: readonly TokenReview[];
  /** Refuses every token that was signed until now, as 15 minutes later. Resolves when new ones are told from them. */
  expireTokens(): Promise<void>;
  stop(): Promise<void>;
}

interface Caller {
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
}

/**
 * Tells the API server whose token one is, as EKS does (TokenReview, authentication.k8s.io/v1). Accepted callers are
 * `kubernetes-admin` in `system:masters`.
 *
 * Checked, as aws-iam-authenticator and STS check it: the token's form; that it is a presigned GetCallerIdentity with
 * the cluster's header signed; its age (15 minutes); the signature, for this cluster's name and with the secret that
 * the emulator gave for the key, so that a token for another cluster is refused; and that the emulator's STS answers.
 * Not checked: that the URL is one of AWS's own endpoints, session tokens, and policies, none of which an emulator has.
 */
export async function startEksTokenWebhook(
  options: EksTokenWebhookOptions,
): Promise<EksTokenWebhook> {
  const reviews: TokenReview[] = [];
  let expired = new Date(0);
  const server = await startLoopbackServer(async ({ body }) => {
    const { spec } = JSON.parse(body) as { spec: { token?: string; audiences?: string[] } };
    let status: object;
    try {
      const caller = await callerOf(spec.token ?? "", options, expired);
      reviews.push({ accepted: true, caller: caller.arn, at: new Date() });
      status = { authenticated: true, user: userFor(caller), audiences: spec.audiences };
    } catch (error) {
      const { message, caller } = error as Partial<Refusal> & Error;
      reviews.push({ accepted: false, caller, reason: message, at: new Date() });
      status = { authenticated: false };
    }
    const review = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", status };
    return { body: JSON.stringify(review), type: "application/json" };
  });
  return {
    url: `${server.endpoint}/authenticate`,
    reviews,
    expireTokens: async () => {
      expired = new Date();
      // A token tells the second of its signing, and the API server remembers an answer for two.
      await setTimeout(3000);
    },
    stop: () => server.stop(),
  };
}

/** A caller who is known and not let in. */
class Refusal extends Error {
  constructor(readonly caller: string) {
    super("the cluster has no access entry for the caller");
  }
}

async function callerOf(
  token: string,
  options: EksTokenWebhookOptions,
  expired: Date,
): Promise<Caller> {
  const { clusterName, emulator, allows = () => true } = options;
  const url = readEksToken(token);
  if (signedAt(url) <= expired) throw new Error("it has expired");
  const secret = await secretOf(accessKeyOf(url), emulator);
  if (secret === undefined) throw new Error("the emulator knows no such access key");
  const wanted = Buffer.from(signatureOf(url, clusterName, secret));
  const given = Buffer.from(url.searchParams.get("X-Amz-Signature") ?? "");
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new Error(`its signature is not right for the cluster ${clusterName}`);
  }
  const caller = await askSts(url, clusterName, emulator);
  if (!allows(caller.arn)) throw new Refusal(caller.arn);
  return caller;
}

/** The keys of the emulator's environment are `test`; others it made itself, and tells. */
async function secretOf(accessKeyId: string, emulator: string): Promise<string | undefined> {
  if (accessKeyId === "test") return "test";
  const response = await fetch(`${emulator}/moto-api/data.json`);
  const { iam, sts } = (await response.json()) as Record<string, Record<string, Key[]>>;
  const keys = [...(iam?.AccessKey ?? []), ...(sts?.AssumedRole ?? [])];
  const key = keys.find((candidate) => candidate.access_key_id === accessKeyId);
  return key?.secret_access_key;
}

interface Key {
  readonly access_key_id?: string;
  readonly secret_access_key?: string;
}

async function askSts(url: URL, clusterName: string, emulator: string): Promise<Caller> {
  const accessKeyId = accessKeyOf(url);
  const response = await fetch(`${emulator}/${url.search}`, {
    headers: {
      [CLUSTER_HEADER]: clusterName,
      // The emulator looks for the key, which tells the account, in the header only.
      Authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20250101/us-east-1/sts/aws4_request`,
    },
  });
  const text = await response.text();
  const field = (name: string): string =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? "";
  if (!response.ok || field("Arn") === "") throw new Error(`STS answered ${response.status}`);
  return { arn: field("Arn"), account: field("Account"), userId: field("UserId") };
}

function userFor({ arn, account, userId }: Caller): object {
  return {
    username: "kubernetes-admin",
    uid: `aws-iam-authenticator:${account}:${userId}`,
    groups: ["system:masters"],
    extra: { arn: [arn], canonicalArn: [arn] },
  };
}
