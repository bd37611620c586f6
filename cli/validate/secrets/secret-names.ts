import { MODULE_INPUTS } from "../../../modules/inputs";

/** Inputs of any published module that hold a secret. */
export const SECRET_INPUTS: ReadonlySet<string> = new Set(
  Object.values(MODULE_INPUTS).flatMap((inputs) =>
    Object.entries(inputs)
      .filter(([, input]) => input.sensitive === true || input.ephemeral === true)
      .map(([name]) => name),
  ),
);

const words = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

const bare = (name: string) => words(name).join("");

const TOKEN_NAMES = new Set([...SECRET_INPUTS].map(bare));

/** Whether a name is that of the connector's token, in any spelling: `aponoToken`, `APONO_TOKEN`, `apono.token`. */
export const isTokenName = (name: string): boolean => TOKEN_NAMES.has(bare(name));

const SECRET_WORDS = new Set([
  "token",
  "password",
  "passwd",
  "passphrase",
  "secret",
  "apikey",
  "credential",
  "credentials",
]);

const KEYS = new Set(["access", "api", "private", "secret", "signing", "encryption", "license"]);

/** Whether a name is that of a secret, judged by its last word: not `secret_arn` or `token_version`. */
export function isSecretName(name: string): boolean {
  const all = words(name);
  const last = all.at(-1);
  if (last === undefined) return false;
  return SECRET_WORDS.has(last) || (last === "key" && KEYS.has(all.at(-2) ?? ""));
}
