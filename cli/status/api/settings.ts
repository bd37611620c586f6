import { API_HOST } from "../../../modules/apono";
import { unusable } from "../../terminal/errors";

type Env = Readonly<Record<string, string | undefined>>;

/** The environment's variables, as Apono's Terraform provider reads them. */
export const TOKEN_VARIABLE = "APONO_PERSONAL_TOKEN";
export const ENDPOINT_VARIABLE = "APONO_ENDPOINT";

export const DEFAULT_ENDPOINT = `https://${API_HOST}`;

/** Where Apono's API is, and the token that it takes. */
export interface ApiSettings {
  /** Without a path's last slash. */
  readonly endpoint: string;
  readonly token: string;
}

/**
 * What the environment says of Apono's API; undefined without a token.
 *
 * @throws CommandFailure for a token that can't be sent, or an endpoint that must not be sent one. Neither message shows the token.
 */
export function apiSettings(env: Env): ApiSettings | undefined {
  const token = env[TOKEN_VARIABLE];
  if (token === undefined || token === "") return undefined;
  // What an HTTP header can hold: https://www.rfc-editor.org/rfc/rfc6750#section-2.1
  if (!/^[\x21-\x7e]+$/.test(token))
    throw unusable(
      `${TOKEN_VARIABLE} has a blank, a line break or a letter outside ASCII in it. Fix: copy the token again, as one piece.`,
    );
  return { endpoint: endpointOf(env), token };
}

function endpointOf(env: Env): string {
  const given = env[ENDPOINT_VARIABLE]?.trim() || DEFAULT_ENDPOINT;
  if (!URL.canParse(given))
    throw unusable(
      `${ENDPOINT_VARIABLE}: "${given}" is not a valid URL. Fix: give one such as ${DEFAULT_ENDPOINT}, or unset it.`,
    );
  const url = new URL(given);
  if (url.username !== "" || url.password !== "")
    throw unusable(
      `${ENDPOINT_VARIABLE} has a user or a password in it. Fix: give the URL without them; the token is in ${TOKEN_VARIABLE}.`,
    );
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback))
    throw unusable(
      `${ENDPOINT_VARIABLE}: ${url.origin} does not encrypt, so the token is not sent there. Fix: give an https URL.`,
    );
  return url.origin + url.pathname.replace(/\/+$/, "");
}
