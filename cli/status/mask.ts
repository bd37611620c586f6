const MASK = "***";

/** A secret's name, followed by its value. Not in ARNs, which contain such names too. */
const NAMED =
  /(?<!\barn:\S*)((?:token|password|passwd|secret|api[-_ ]?key|access[-_ ]?key|credential|authorization|cookie|signature)[\w-]*["']?\s*[:=]\s*["']?(?:Bearer\s+|Basic\s+)?)([^\s"',;&]{4,})/gi;

/** Values that look like a secret. */
const SHAPED: readonly RegExp[] = [
  // HTTP authorization headers, and user and password in URLs.
  /(?<=\b(?:Bearer|Basic)\s+)[\w.~+/=-]{8,}/gi,
  /(?<=:\/\/)[^\s/@]+(?=@)/g,
  // JSON web tokens and AWS access keys.
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
];

/** Any long run of letters and digits, except in digests, ARNs and paths. */
const LONG = /(?<![\w:/.-])(?=[\w+=-]*\d)(?=[\w+=-]*[A-Za-z])[\w+=-]{32,}/g;

/** Names of pods and similar: short words joined by dashes. */
const NAME = /^[a-z]{3,}(-[a-z0-9]{1,20})+$/;

/**
 * Masks the secrets in a line.
 *
 * @param known values to mask, whatever they look like
 */
export function mask(text: string, known: readonly string[] = []): string {
  const named = known
    .filter((secret) => secret.length > 3)
    .reduce((line, secret) => line.replaceAll(secret, MASK), text)
    .replace(NAMED, (_, name: string) => `${name}${MASK}`);
  return SHAPED.reduce((line, shape) => line.replace(shape, MASK), named).replace(LONG, (run) =>
    NAME.test(run) ? run : MASK,
  );
}
