import { randomBytes } from "node:crypto";

/** The connector's token. */
export interface Token {
  readonly value: string;
  /** False for a placeholder: Apono's registry refuses the image, and nothing connects. */
  readonly isReal: boolean;
}

/** Whether an environment variable holds the token; such variables are not saved. */
export const isTokenVariable = (name: string): boolean =>
  /^(TF_VAR_)?aponoToken$|^(TF_VAR_)?APONO_TOKEN$/.test(name);

/** The token from TF_VAR_APONO_TOKEN or APONO_TOKEN. @default - a random placeholder */
export function tokenOf(env: Readonly<Record<string, string | undefined>>): Token {
  const given = env["TF_VAR_APONO_TOKEN"] || env["APONO_TOKEN"];
  return given
    ? { value: given, isReal: true }
    : { value: `prove-placeholder-${randomBytes(16).toString("hex")}`, isReal: false };
}

/** The longest run of letters and digits in a token, which no escaping changes: the text to search for. */
export const markerOf = ({ value }: Token): string =>
  (value.match(/[A-Za-z0-9]+/g) ?? [value]).reduce((longest, run) =>
    run.length > longest.length ? run : longest,
  );

/** The environment without the token: only commands that need it receive it. */
export const withoutTokens = (
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !isTokenVariable(name)));
