import { setTimeout as sleep } from "node:timers/promises";
import { refused, unusable } from "../errors";

export interface HcpOptions {
  /** Where the registry is, such as `https://app.terraform.io`. */
  readonly address: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds before the first repetition; doubled before each further one. @default 1000 */
  readonly pause?: number;
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

  /** A JSON answer; undefined for 404. @throws CommandFailure for any other refusal, with the server's reasons */
  async json<T>(method: string, path: string, body?: object): Promise<T | undefined> {
    const response = await this.request(new URL(path, this.address), {
      method,
      redirect: "error",
      headers: {
        Authorization: `Bearer ${this.token}`,
        "Content-Type": "application/vnd.api+json",
      },
      body: body && JSON.stringify(body),
    });
    if (response.status === 404) return undefined;
    const text = await response.text();
    if (!response.ok) throw this.refusal(method, path, response.status, text);
    return (text === "" ? {} : JSON.parse(text)) as T;
  }

  /** The address that a registry's `download` gives; undefined for 404. */
  async downloadAddress(path: string): Promise<URL | undefined> {
    const url = new URL(path, this.address);
    const response = await this.request(url, {
      redirect: "error",
      headers: { Authorization: `Bearer ${this.token}` },
    });
    if (response.status === 404) return undefined;
    const address = response.headers.get("x-terraform-get");
    if (!response.ok || address === null)
      throw this.refusal("GET", path, response.status, await response.text());
    return new URL(address, url);
  }

  /** Content from an address that is a permission by itself; the token stays here. */
  async download(url: URL): Promise<Buffer> {
    const response = await this.request(url, {});
    if (!response.ok) throw this.refusal("GET", url.pathname, response.status, "");
    return Buffer.from(await response.arrayBuffer());
  }

  /** Brings content to an address that is a permission by itself; the token stays here. */
  async upload(url: string, content: Buffer): Promise<void> {
    const response = await this.request(new URL(url, this.address), {
      method: "PUT",
      headers: { "Content-Type": "application/octet-stream" },
      body: new Uint8Array(content),
    });
    if (!response.ok) throw this.refusal("PUT", "the archive", response.status, "");
  }

  private async request(url: URL, init: RequestInit): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const wait = this.pause * 2 ** (attempt - 1);
      try {
        const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT) });
        if (!isPassing(response.status) || attempt === ATTEMPTS) return response;
        await response.body?.cancel();
        const asked = Number(response.headers.get("retry-after") ?? 0) * 1000;
        await sleep(Math.max(wait, Math.min(asked, TIMEOUT)));
      } catch (error) {
        if (attempt === ATTEMPTS) throw refused(`${url.host} can't be reached: ${reason(error)}.`);
        await sleep(wait);
      }
    }
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

/** JSON:API errors as sentences. */
function reasonsIn(text: string): string {
  try {
    const { errors = [] } = JSON.parse(text) as { errors?: (string | Record<string, string>)[] };
    return errors
      .map((each) => (typeof each === "string" ? each : (each["detail"] ?? each["title"] ?? "")))
      .map((each) => (/[.!?]$/.test(each) ? each : `${each}.`))
      .join(" ");
  } catch {
    return "";
  }
}

/** fetch says why in its cause only. */
function reason(error: unknown): string {
  const { cause, message } = error as {
    cause?: { message?: string; code?: string };
    message: string;
  };
  return cause?.message || cause?.code || message;
}
