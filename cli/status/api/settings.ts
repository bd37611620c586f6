import { API_HOST } from "../../../modules/apono";
import { cannotRun } from "../../terminal/errors";
import type { Env } from "../../terminal/io";

/** The environment variables. Apono's Terraform provider reads the same. */
export const TOKEN_VARIABLE = "APONO_PERSONAL_TOKEN";
export const ENDPOINT_VARIABLE = "APONO_ENDPOINT";

export const DEFAULT_ENDPOINT = `https://${API_HOST}`;

/** The API's address and token. */
export interface ApiSettings {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly token: string;
}

/**
 * Reads the settings from the environment; undefined if no token is set.
 *
 * @throws CommandFailure for a token that is not valid in an HTTP header, or an endpoint that must not get it. The
 * message never shows the token.
 */
export function apiSettings(env: Env): ApiSettings | undefined {
  const token = env[TOKEN_VARIABLE];
  if (token === undefined || token === "") return undefined;
  // The characters that an HTTP header may contain: https://www.rfc-editor.org/rfc/rfc6750#section-2.1
  if (!/^[\x21-\x7e]+$/.test(token))
    throw cannotRun(
      `${TOKEN_VARIABLE} contains a space, a line break or a non-ASCII character. Fix: copy the token again, without spaces or line breaks.`,
    );
  return { endpoint: endpointOf(env), token };
}

function endpointOf(env: Env): string {
  const given = env[ENDPOINT_VARIABLE]?.trim() || DEFAULT_ENDPOINT;
  if (!URL.canParse(given))
    throw cannotRun(
      `${ENDPOINT_VARIABLE}: "${given}" is not a valid URL. Fix: set it to a URL such as ${DEFAULT_ENDPOINT}, or unset it.`,
    );
  const url = new URL(given);
  if (url.username !== "" || url.password !== "")
    throw cannotRun(
      `${ENDPOINT_VARIABLE} contains a user name or password. Fix: remove them; the token belongs in ${TOKEN_VARIABLE}.`,
    );
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback))
    throw cannotRun(
      `${ENDPOINT_VARIABLE}: ${url.origin} is not encrypted, so the token is not sent there. Fix: use an https URL.`,
    );
  return url.origin + url.pathname.replace(/\/+$/, "");
}
