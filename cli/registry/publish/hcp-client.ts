import type { ReadableStream } from "node:stream/web";
import { setTimeout as sleep } from "node:timers/promises";
import { CommandFailure, cannotRun, failure } from "../../terminal/errors";
import { collectWithin } from "../../files/read-within";
import type { Env } from "../../terminal/io";

export interface HcpOptions {
  /** The registry's address, such as `https://app.terraform.io`. */
  readonly address: string;
  readonly env: Env;
  /** Milliseconds before the first retry; doubled for each further one. @default 1000 */
  readonly pause?: number;
}

/** A JSON object of unknown content. */
export type Document = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface HcpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

const ATTEMPTS = 5;
const TIMEOUT = 60_000;

/** Whether a response may succeed on retry. */
const isPassing = (status: number) => status === 429 || status >= 500;

/**
 * A client of HCP Terraform or Terraform Enterprise. Retries transient failures, and sends the token to that server
 * only.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs
 */
export class HcpClient {
  readonly address: URL;
  private readonly token: string;
  private readonly pause: number;

  /** @throws CommandFailure for an invalid address, or if the environment has no token */
  constructor({ address, env, pause = 1000 }: HcpOptions) {
    if (!URL.canParse(address))
      throw cannotRun(
        `"${address}" is not a valid URL. Give one such as https://app.terraform.io.`,
      );
    this.address = new URL(address);
    const isLocal = ["127.0.0.1", "[::1]", "localhost"].includes(this.address.hostname);
    if (this.address.protocol !== "https:" && !isLocal)
      throw cannotRun(
        `${address} is not encrypted, so the token is not sent there. Give an https URL.`,
      );
    this.token = tokenFor(this.address.hostname, env);
    this.pause = pause;
  }

  /**
   * Sends a request. @returns the JSON object, or undefined for 404
   *
   * @throws CommandFailure for any other error, with the server's reasons, and for a response that is not a JSON object
   */
  async json(method: "GET" | "POST", path: string, body?: object): Promise<Document | undefined> {
    const answer = await this.call(method, path, body);
    if (answer.status === 404) return undefined;
    const document = objectIn(answer.body.toString("utf8"));
    if (document === undefined)
      throw this.unexpectedAnswer(method, path, "something other than a JSON object");
    return document;
  }

  /** Deletes something. Succeeds if it does not exist. */
  async remove(path: string): Promise<void> {
    await this.call("DELETE", path);
  }

  /** The URL that a registry's `download` endpoint returns; undefined for 404. */
  async downloadAddress(path: string): Promise<URL | undefined> {
    const answer = await this.call("GET", path);
    if (answer.status === 404) return undefined;
    const address = answer.headers.get("x-terraform-get");
    if (address === null) throw this.unexpectedAnswer("GET", path, "no download URL");
    return this.addressIn(address, new URL(path, this.address));
  }

  /** Downloads from a presigned URL, without the token. */
  async download(url: URL): Promise<Buffer> {
    const { status, body } = await this.request(url, {});
    if (!isGood(status)) throw this.refusal("GET", url.pathname, status, "");
    return body;
  }

  /** Uploads to a presigned URL, without the token. */
  async upload(address: string, content: Buffer): Promise<void> {
    const { status } = await this.request(this.addressIn(address, this.address), {
      method: "PUT",
      headers: { "Content-Type": "application/octet-stream" },
      body: new Uint8Array(content),
    });
    if (!isGood(status)) throw this.refusal("PUT", "the archive", status, "");
  }

  /** The error for a response that the API does not document. @param what the response */
  unexpectedAnswer(method: string, path: string, what: string): Error {
    return failure(
      `${this.address.host} answered ${method} ${path} with ${what}, so it is not HCP Terraform or Terraform Enterprise. Correct --address, or check for a proxy in between.`,
    );
  }

  private async call(method: string, path: string, body?: object): Promise<HcpAnswer> {
    const answer = await this.request(new URL(path, this.address), {
      method,
      // Following a redirect would send the token to another host.
      redirect: "manual",
      headers: {
        Authorization: `Bearer ${this.token}`,
        "Content-Type": "application/vnd.api+json",
      },
      body: body && JSON.stringify(body),
    });
    const { status, headers } = answer;
    if (status >= 300 && status < 400)
      throw this.unexpectedAnswer(
        method,
        path,
        `a redirect to ${headers.get("location") ?? "nowhere"}`,
      );
    if (!isGood(status) && status !== 404)
      throw this.refusal(method, path, status, answer.body.toString("utf8"));
    return answer;
  }

  private async request(url: URL, init: RequestInit): Promise<HcpAnswer> {
    for (let attempt = 1; ; attempt++) {
      const wait = this.pause * 2 ** (attempt - 1);
      try {
        const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT) });
        const { status, headers } = response;
        // Read the body inside try: the connection may break.
        const stream = response.body as ReadableStream<Uint8Array> | null;
        const body = await collectWithin(stream ?? [], `The response of ${url.host}`);
        if (!isPassing(status) || attempt === ATTEMPTS) return { status, headers, body };
        const asked = Number(headers.get("retry-after")) * 1000 || 0;
        await sleep(Math.max(wait, Math.min(asked, TIMEOUT)));
      } catch (error) {
        if (error instanceof CommandFailure) throw error;
        if (attempt === ATTEMPTS) throw failure(`${url.host} can't be reached: ${reason(error)}.`);
        await sleep(wait);
      }
    }
  }

  private addressIn(address: string, base: URL): URL {
    const url = URL.canParse(address, base.href) ? new URL(address, base) : undefined;
    if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
    throw failure(
      `${this.address.host} returned "${address}", which is not a valid http or https URL. Check the module there, and publish again.`,
    );
  }

  private refusal(method: string, path: string, status: number, text: string): Error {
    const reasons = reasonsIn(text);
    const hint =
      status === 401
        ? ` The token is not valid at ${this.address.host}, or lacks the permission.`
        : "";
    return failure(
      `${this.address.host} answered ${status} to ${method} ${path}. ${reasons}${hint}`.trim(),
    );
  }
}

const isGood = (status: number) => status >= 200 && status < 300;

/** Parses a JSON object; undefined for anything else. */
function objectIn(text: string): Document | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isDocument(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The token: Terraform's variable for the host, or TFE_TOKEN.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials
 */
function tokenFor(host: string, env: HcpOptions["env"]): string {
  const variable = `TF_TOKEN_${host.replaceAll("-", "__").replaceAll(".", "_")}`;
  const token = env[variable] || env["TFE_TOKEN"];
  if (token) return token;
  throw cannotRun(
    `No token for ${host}. Export ${variable} or TFE_TOKEN: a user or team token that can manage modules.`,
  );
}

/** JSON:API errors as sentences. https://jsonapi.org/format/#error-objects */
function reasonsIn(text: string): string {
  const errors = objectIn(text)?.["errors"];
  return (Array.isArray(errors) ? (errors as unknown[]) : [])
    .map((each) => (isDocument(each) ? (each["detail"] ?? each["title"]) : each))
    .filter((each): each is string => typeof each === "string" && each !== "")
    .map((each) => (/[.!?]$/.test(each) ? each : `${each}.`))
    .join(" ");
}

/** fetch gives the reason only in the error's cause. */
function reason(error: unknown): string {
  const { cause, message } = error as {
    cause?: { message?: string; code?: string };
    message: string;
  };
  return cause?.message || cause?.code || message;
}
