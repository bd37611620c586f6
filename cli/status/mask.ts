const MASK = "***";

/** What introduces a secret: its name, then the value. ARNs have such names, too. */
const NAMED =
  /(?<!\barn:\S*)((?:token|password|passwd|secret|api[-_ ]?key|access[-_ ]?key|credential|authorization|cookie|signature)[\w-]*["']?\s*[:=]\s*["']?(?:Bearer\s+|Basic\s+)?)([^\s"',;&]{4,})/gi;

/** What looks like a secret by itself. */
const SHAPED: readonly RegExp[] = [
  // Of an HTTP header, and the user and password of a URL.
  /(?<=\b(?:Bearer|Basic)\s+)[\w.~+/=-]{8,}/gi,
  /(?<=:\/\/)[^\s/@]+(?=@)/g,
  // JSON web tokens, and AWS's access keys.
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
];

/** Anything long that has letters and digits, but for digests, ARNs and paths, which have signs in them. */
const LONG = /(?<![\w:/.-])(?=[\w+=-]*\d)(?=[\w+=-]*[A-Za-z])[\w+=-]{32,}/g;

/** Names of pods and the like: small words with dashes between. */
const NAME = /^[a-z]{3,}(-[a-z0-9]{1,20})+$/;

/**
 * A line without secrets.
 *
 * @param known values that are secret, whatever they look like
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
