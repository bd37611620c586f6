/** Functions whose value tells nothing of what they were given. */
export const ONE_WAY: ReadonlySet<string> = new Set([
  "base64sha256",
  "base64sha512",
  "bcrypt",
  "can",
  "contains",
  "ephemeralasnull",
  "endswith",
  "issensitive",
  "length",
  "md5",
  "sha1",
  "sha256",
  "sha512",
  "startswith",
  "strcontains",
  "uuidv5",
]);
