/** Secrets that have a recognizable format. */
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

/** Whether a text may contain a secret: a quick check before parsing. */
export const mayHoldSecret = (text: string): boolean =>
  WORDS.test(text) || PATTERNS.some(([, pattern]) => pattern.test(text));

/** The kind of secret that a text contains, by its format. */
export const secretTypeOf = (text: string): string | undefined =>
  PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];

/** The Shannon entropy, in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}

/** Names, paths, addresses and ARNs: references, not secrets. */
const NOT_A_SECRET = /^(arn:|https?:\/\/|[a-z]+([-_/.: ][a-z]+)*$|\/|.*\$\{|<.*>$)/;

/** Whether a text references a secret by an ARN, a path or an address. */
export const isSecretReference = (text: string): boolean =>
  /^(arn:|https?:\/\/|\/[\w-]+\/|ssm:|vault:)/.test(text);

/** Placeholders for a secret. */
const PLACEHOLDER =
  /^(|null|none|changeme\d*|change[-_ ]?(me|it)|replace[-_ ]?(me|it|this)?|todo|tbd|fixme|dummy|example|sample|secret|password|token|test|foo|bar|string|value|placeholder|redacted|unset|default|mock|fake|empty|x+|\*+|\.+|-+|0+|(your|my|the|some|an?)[-_ ].*|.*(change[-_ ]?me|replace[-_ ]?me|placeholder|redacted|[-_ ]here|example).*|<.*>|\{\{.*\}\}|\[.*\]|%.*%|__.*__)$/i;

export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text.trim());

/** The number of character classes: lower case, upper case, digits, others. */
const characterClasses = (text: string): number =>
  [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(text)).length;

/** Whether a text with a secret's name is a secret, not a reference or a placeholder. */
export const looksLikeSecret = (text: string): boolean =>
  secretTypeOf(text) !== undefined ||
  (!/\s/.test(text) &&
    !NOT_A_SECRET.test(text) &&
    !isPlaceholder(text) &&
    ((text.length >= 12 && entropy(text) >= 3) ||
      (text.length >= 8 && characterClasses(text) >= 3)));

/** `APONO_TOKEN=…`, `apono-token: …` and the like in a script, YAML or JSON, except references. */
const ASSIGNED = /apono[._-]?token["']?\s*[:=]\s*["']?((?![$%{<"'\s])[^\s"',}]+)/gi;

/** Whether a text assigns a value to the connector's token. */
export const assignsToken = (text: string): boolean =>
  [...text.matchAll(ASSIGNED)].some(
    ([, value = ""]) => !isPlaceholder(value) && !isSecretReference(value),
  );
