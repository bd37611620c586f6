/** Secrets that can be told by how they look, wherever they stand. */
const PATTERNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["an AWS access key", /\b(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE\b)[A-Z2-7]{16}\b/],
  ["a JSON web token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ["a GitHub token", /\b(?:gh[pousr]_\w{36,}|github_pat_\w{40,})/],
  ["a GitLab token", /\bglpat-[\w-]{20,}/],
  ["a Slack token", /\bxox[abeoprs]-[\w-]{10,}/],
  ["a Google API key", /\bAIza[\w-]{35}\b/],
  ["a Vault token", /\bhv[sbr]\.[\w-]{20,}/],
];

const WORDS =
  /token|passw|secret|passphrase|credential|api_?key|(access|private|signing|encryption|license)[-_]?key/i;

/** Whether there may be a secret in a text at all: a look that costs nothing beside reading it. */
export const mayHoldSecret = (text: string): boolean =>
  WORDS.test(text) || PATTERNS.some(([, pattern]) => pattern.test(text));

/** What kind of secret a text holds by its shape. */
export const secretTypeOf = (text: string): string | undefined =>
  PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];

/** Bits of a character, from how often each occurs (Shannon). */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}

/** Names, paths, addresses and ARNs, which stand where a secret is named but not given. */
const NOT_A_SECRET = /^(arn:|https?:\/\/|[a-z]+([-_/.: ][a-z]+)*$|\/|.*\$\{|<.*>$)/;

/** Whether a text where a secret belongs names one: by an ARN, a path or an address. */
export const isSecretReference = (text: string): boolean =>
  /^(arn:|https?:\/\/|\/[\w-]+\/|ssm:|vault:)/.test(text);

/** What is written where a secret is yet to come. */
const PLACEHOLDER =
  /^(|null|none|changeme\d*|change[-_ ]?(me|it)|replace[-_ ]?(me|it|this)?|todo|tbd|fixme|dummy|example|sample|secret|password|token|test|foo|bar|string|value|placeholder|redacted|unset|default|mock|fake|empty|x+|\*+|\.+|-+|0+|(your|my|the|some|an?)[-_ ].*|.*(change[-_ ]?me|replace[-_ ]?me|placeholder|redacted|[-_ ]here|example).*|<.*>|\{\{.*\}\}|\[.*\]|%.*%|__.*__)$/i;

/** Whether a text stands in for a secret. */
export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text.trim());

/** How many kinds of signs a text has: small and capital letters, digits, others. */
const characterClasses = (text: string): number =>
  [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(text)).length;

/** Whether a text under a secret's name is a secret itself and not what names one, or a stand-in for one. */
export const looksLikeSecret = (text: string): boolean =>
  secretTypeOf(text) !== undefined ||
  (!/\s/.test(text) &&
    !NOT_A_SECRET.test(text) &&
    !isPlaceholder(text) &&
    ((text.length >= 12 && entropy(text) >= 3) ||
      (text.length >= 8 && characterClasses(text) >= 3)));

/** `APONO_TOKEN=…`, `apono-token: …` and the like in a script, in YAML or in JSON. What is only referred to is none. */
const ASSIGNED = /apono[._-]?token["']?\s*[:=]\s*["']?((?![$%{<"'\s])[^\s"',}]+)/gi;

/** Whether a text gives the connector's token a value. */
export const assignsToken = (text: string): boolean =>
  [...text.matchAll(ASSIGNED)].some(
    ([, value = ""]) => !isPlaceholder(value) && !isSecretReference(value),
  );
