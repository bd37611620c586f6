import { randomBytes } from "node:crypto";

/** The token that the connector is deployed with. */
export interface Token {
  readonly value: string;
  /** False for one that is made up: nothing connects with it, and Apono's registry gives no image for it. */
  readonly isReal: boolean;
}

/** What keeps a token from Terraform's variables that are written down. */
export const isTokenVariable = (name: string): boolean =>
  /^(TF_VAR_)?aponoToken$|^(TF_VAR_)?APONO_TOKEN$/.test(name);

/** The token of the environment, else a made-up one. */
export function tokenOf(env: Readonly<Record<string, string | undefined>>): Token {
  const given = env["TF_VAR_APONO_TOKEN"] || env["APONO_TOKEN"];
  return given
    ? { value: given, isReal: true }
    : { value: `prove-placeholder-${randomBytes(16).toString("hex")}`, isReal: false };
}

/** The longest run of letters and digits in a token: what is looked for where it must not be. */
export const markerOf = ({ value }: Token): string =>
  (value.match(/[A-Za-z0-9]+/g) ?? [value]).reduce((longest, run) =>
    run.length > longest.length ? run : longest,
  );

/** An environment without the token: commands are given it only where they need it. */
export const withoutTokens = (
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !isTokenVariable(name)));
