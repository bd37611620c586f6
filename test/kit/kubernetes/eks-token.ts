import { createHash, createHmac } from "node:crypto";

const PREFIX = "k8s-aws-v1.";
const ALGORITHM = "AWS4-HMAC-SHA256";

/** The header that ties a token to a cluster: signed, but not part of the token. */
export const CLUSTER_HEADER = "x-k8s-aws-id";

/** Milliseconds that a token is good for, whatever X-Amz-Expires says. */
const LIFETIME_MS = 15 * 60_000;

export interface EksTokenOptions {
  readonly clusterName: string;
  /** Where STS is: the emulator's endpoint. */
  readonly endpoint: string;
  /** @default test */
  readonly accessKeyId?: string;
  /** @default test */
  readonly secretAccessKey?: string;
  /** When it is signed. @default - now */
  readonly at?: Date;
  /** Other or additional query parameters, signed with the rest. @default - none */
  readonly query?: Readonly<Record<string, string>>;
}

/** A token for an EKS cluster, as `aws eks get-token` makes one; for tests of tokens that are not as they should be. */
export function makeEksToken(options: EksTokenOptions): string {
  const { clusterName, accessKeyId = "test", secretAccessKey = "test" } = options;
  const date = (options.at ?? new Date()).toISOString().replace(/[-:]|\.\d+/g, "");
  const url = new URL(options.endpoint);
  const query = {
    Action: "GetCallerIdentity",
    Version: "2011-06-15",
    "X-Amz-Algorithm": ALGORITHM,
    "X-Amz-Credential": `${accessKeyId}/${date.slice(0, 8)}/us-east-1/sts/aws4_request`,
    "X-Amz-Date": date,
    "X-Amz-Expires": "60",
    "X-Amz-SignedHeaders": `host;${CLUSTER_HEADER}`,
    ...options.query,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  url.searchParams.set("X-Amz-Signature", signatureOf(url, clusterName, secretAccessKey));
  return PREFIX + Buffer.from(url.href).toString("base64url");
}

/**
 * Reads a token as far as that needs no secret.
 *
 * @returns the presigned URL
 * @throws Error with why it is none
 * @see https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/token/token.go
 */
export function readEksToken(token: string, now = new Date()): URL {
  if (!token.startsWith(PREFIX)) throw new Error(`it does not start with ${PREFIX}`);
  const encoded = token.slice(PREFIX.length);
  if (!/^[\w-]+$/.test(encoded)) throw new Error("it is not base64url without padding");
  const text = Buffer.from(encoded, "base64url").toString("utf8");
  if (!URL.canParse(text)) throw new Error("it holds no URL");
  const url = new URL(text);
  const parameter = (name: string): string => url.searchParams.get(name) ?? "";

  const isIdentityCall = url.pathname === "/" && parameter("Action") === "GetCallerIdentity";
  if (!isIdentityCall) throw new Error("its URL is not STS GetCallerIdentity's");
  if (parameter("X-Amz-Algorithm") !== ALGORITHM || parameter("X-Amz-Signature") === "") {
    throw new Error("its URL is not presigned");
  }
  if (!parameter("X-Amz-SignedHeaders").split(";").includes(CLUSTER_HEADER)) {
    throw new Error(`${CLUSTER_HEADER} is not among its signed headers`);
  }
  const expires = Number(parameter("X-Amz-Expires"));
  if (!(expires >= 0 && expires <= LIFETIME_MS / 1000)) {
    throw new Error("X-Amz-Expires is not between 0 and 900");
  }
  const age = now.getTime() - parseDate(parameter("X-Amz-Date"));
  if (Number.isNaN(age)) throw new Error("X-Amz-Date is not a date");
  if (age > LIFETIME_MS) throw new Error("it expired");
  return url;
}

/** When a presigned URL was signed, to the second. */
export const signedAt = (url: URL): Date =>
  new Date(parseDate(url.searchParams.get("X-Amz-Date") ?? ""));

/** The key that a presigned URL is signed with. */
export function accessKeyOf(url: URL): string {
  return url.searchParams.get("X-Amz-Credential")?.split("/")[0] ?? "";
}

/**
 * The signature that a presigned URL must have, for a cluster.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signatureOf(url: URL, clusterName: string, secretAccessKey: string): string {
  const { searchParams } = url;
  const signedHeaders = searchParams.get("X-Amz-SignedHeaders") ?? "";
  const headers: Readonly<Record<string, string>> = {
    host: url.host,
    [CLUSTER_HEADER]: clusterName,
  };
  const canonicalRequest = [
    "GET",
    "/",
    [...searchParams]
      .filter(([name]) => name !== "X-Amz-Signature")
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join("&"),
    ...signedHeaders.split(";").map((name) => `${name}:${headers[name] ?? ""}`),
    "",
    signedHeaders,
    sha256(""),
  ].join("\n");
  const scope = (searchParams.get("X-Amz-Credential") ?? "").split("/").slice(1);
  const date = searchParams.get("X-Amz-Date") ?? "";
  const toSign = [ALGORITHM, date, scope.join("/"), sha256(canonicalRequest)].join("\n");
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, toSign).toString("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** As encodeURIComponent, but of everything that RFC 3986 does not leave unreserved. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `20250131T235959Z` in milliseconds, or NaN. */
function parseDate(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
