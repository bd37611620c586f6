import type { ReadableStream } from "node:stream/web";
import { setTimeout as sleep } from "node:timers/promises";
import { CommandFailure, refused, unusable } from "../../terminal/errors";
import { collectWithin } from "../../files/read-within";

export interface HcpOptions {
  /** Where the registry is, such as `https://app.terraform.io`. */
  readonly address: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds before the first repetition; doubled before each further one. @default 1000 */
  readonly pause?: number;
}

/** A part of a JSON answer, which may hold anything. */
export type Document = Readonly<Record<string, unknown>>;

/** Whether a part of an answer is an object. */
export const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface HcpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

const ATTEMPTS = 5;
const TIMEOUT = 60_000;

/** Answers of a server that is not well, or wants to be asked later. */
const isPassing = (status: number) => status === 429 || status >= 500;

/**
 * Requests to HCP Terraform or Terraform Enterprise. Repeats what fails in passing, and shows the token to nobody but
 * that server.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs
 */
export class HcpClient {
  readonly address: URL;
  private readonly token: string;
  private readonly pause: number;

  /** @throws CommandFailure where the address is none, or the environment has no token */
  constructor({ address, env, pause = 1000 }: HcpOptions) {
    if (!URL.canParse(address))
      throw unusable(`"${address}" is no address. Give one such as https://app.terraform.io.`);
    this.address = new URL(address);
    const isLocal = ["127.0.0.1", "[::1]", "localhost"].includes(this.address.hostname);
    if (this.address.protocol !== "https:" && !isLocal)
      throw unusable(`${address} would get the token in plain text. Give an address with https.`);
    this.token = tokenFor(this.address.hostname, env);
    this.pause = pause;
  }

  /**
   * A JSON answer; undefined for 404.
   *
   * @throws CommandFailure for any other refusal, with the server's reasons, and for an answer that is not a JSON object
   */
  async json(method: "GET" | "POST", path: string, body?: object): Promise<Document | undefined> {
    const answer = await this.call(method, path, body);
    if (answer.status === 404) return undefined;
    const document = objectIn(answer.body.toString("utf8"));
    if (document === undefined)
      throw this.unexpectedAnswer(method, path, "something other than a JSON object");
    return document;
  }

  /** Removes something; that it is gone already is no failure. */
  async remove(path: string): Promise<void> {
    await this.call("DELETE", path);
  }

  /** The address that a registry's `download` gives; undefined for 404. */
  async downloadAddress(path: string): Promise<URL | undefined> {
    const answer = await this.call("GET", path);
    if (answer.status === 404) return undefined;
    const address = answer.headers.get("x-terraform-get");
    if (address === null) throw this.unexpectedAnswer("GET", path, "no address to download from");
    return this.addressIn(address, new URL(path, this.address));
  }

  /** Content from an address that is a permission by itself; the token stays here. */
  async download(url: URL): Promise<Buffer> {
    const { status, body } = await this.request(url, {});
    if (!isGood(status)) throw this.refusal("GET", url.pathname, status, "");
    return body;
  }

  /** Brings content to an address that is a permission by itself; the token stays here. */
  async upload(address: string, content: Buffer): Promise<void> {
    const { status } = await this.request(this.addressIn(address, this.address), {
      method: "PUT",
      headers: { "Content-Type": "application/octet-stream" },
      body: new Uint8Array(content),
    });
    if (!isGood(status)) throw this.refusal("PUT", "the archive", status, "");
  }

  /** What an answer means that the API's documentation doesn't have. @param what was answered */
  unexpectedAnswer(method: string, path: string, what: string): Error {
    return refused(
      `${this.address.host} answered ${method} ${path} with ${what}, so it is not HCP Terraform or Terraform Enterprise. Correct --address, and look at a proxy in between.`,
    );
  }

  private async call(method: string, path: string, body?: object): Promise<HcpAnswer> {
    const answer = await this.request(new URL(path, this.address), {
      method,
      // A redirection would take the token along.
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
        `a redirection to ${headers.get("location") ?? "nowhere"}`,
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
        // Read here, because an answer may break off.
        const stream = response.body as ReadableStream<Uint8Array> | null;
        const body = await collectWithin(stream ?? [], `The answer of ${url.host}`);
        if (!isPassing(status) || attempt === ATTEMPTS) return { status, headers, body };
        const asked = Number(headers.get("retry-after")) * 1000 || 0;
        await sleep(Math.max(wait, Math.min(asked, TIMEOUT)));
      } catch (error) {
        if (error instanceof CommandFailure) throw error;
        if (attempt === ATTEMPTS) throw refused(`${url.host} can't be reached: ${reason(error)}.`);
        await sleep(wait);
      }
    }
  }

  private addressIn(address: string, base: URL): URL {
    const url = URL.canParse(address, base.href) ? new URL(address, base) : undefined;
    if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
    throw refused(
      `${this.address.host} named "${address}", which is not an address of https. Look at the module there, and publish again.`,
    );
  }

  private refusal(method: string, path: string, status: number, text: string): Error {
    const reasons = reasonsIn(text);
    const hint =
      status === 401 ? ` The token is not valid at ${this.address.host}, or may not do this.` : "";
    return refused(
      `${this.address.host} answered ${status} to ${method} ${path}. ${reasons}${hint}`.trim(),
    );
  }
}

const isGood = (status: number) => status >= 200 && status < 300;

/** The object that a text holds as JSON; undefined where it holds anything else. */
function objectIn(text: string): Document | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isDocument(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Terraform's own variable for a host, else the one of HashiCorp's tools.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials
 */
function tokenFor(host: string, env: HcpOptions["env"]): string {
  const variable = `TF_TOKEN_${host.replaceAll("-", "__").replaceAll(".", "_")}`;
  const token = env[variable] || env["TFE_TOKEN"];
  if (token) return token;
  throw unusable(
    `There is no token for ${host}. Export it as ${variable} or TFE_TOKEN: a user's or team's, which may manage modules.`,
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

/** fetch says why in its cause only. */
function reason(error: unknown): string {
  const { cause, message } = error as {
    cause?: { message?: string; code?: string };
    message: string;
  };
  return cause?.message || cause?.code || message;
}
