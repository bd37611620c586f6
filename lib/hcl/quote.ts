/** JSON escapes that HCL does not have. */
const HCL_ESCAPES: Readonly<Record<string, string>> = { "\\b": "\\u0008", "\\f": "\\u000c" };

/** A string as an HCL quoted literal: quotes, backslashes, control characters and both template openers escaped. */
export function quote(value: string): string {
  // Escape by escape: the second half of an escaped backslash does not start another escape.
  const json = JSON.stringify(value).replace(/\\./g, (escape) => HCL_ESCAPES[escape] ?? escape);
  return escapeTemplate(json);
}

/** Escapes text for a Terraform template. */
export function escapeTemplate(value: string): string {
  // A function, because "$$" in a replacement text would mean a single "$".
  return value.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
