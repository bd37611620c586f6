/** Secrets that can be told by how they look, wherever they stand. */
const SHAPES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["an AWS access key", /\b(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE\b)[A-Z2-7]{16}\b/],
  ["a JSON web token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ["a GitHub token", /\b(?:gh[pousr]_\w{36,}|github_pat_\w{40,})/],
  ["a GitLab token", /\bglpat-[\w-]{20,}/],
  ["a Slack token", /\bxox[abeoprs]-[\w-]{10,}/],
  ["a Google API key", /\bAIza[\w-]{35}\b/],
  ["a Vault token", /\bhv[sbr]\.[\w-]{20,}/],
];

/** What kind of secret a text holds by its shape. */
export const shapeOf = (text: string): string | undefined =>
  SHAPES.find(([, pattern]) => pattern.test(text))?.[0];

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
const NAMING = /^(arn:|https?:\/\/|[a-z]+([-_/.: ][a-z]+)*$|\/|.*\$\{|<.*>$)/;

/** Whether a text under a secret's name is a secret itself and not what names one, or a stand-in for one. */
export const looksSecret = (text: string): boolean =>
  shapeOf(text) !== undefined ||
  (text.length >= 12 && !/\s/.test(text) && !NAMING.test(text) && entropy(text) >= 3);

/** `APONO_TOKEN=…`, `apono-token: …` and the like in a script, in YAML or in JSON. What is only referred to is none. */
const ASSIGNED = /apono[._-]?token["']?\s*[:=]\s*["']?(?![$%{<"'\s])[^\s"',}]+/i;

/** Whether a text gives the connector's token a value. */
export const assignsToken = (text: string): boolean => ASSIGNED.test(text);
