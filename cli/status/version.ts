/** The tag or digest of an image; undefined if it has none. */
export const versionIn = (image: string): string | undefined =>
  image.split("@")[1] ?? /:([^/:]+)$/.exec(image)?.[1];

/** Whether two versions are the same; undefined if the configured one is a digest, which can't be compared. */
export function isSameVersion(configured: string, running: string): boolean | undefined {
  if (configured.startsWith("sha256:") || !/\d/.test(configured)) return undefined;
  const bare = (version: string) => version.replace(/^v(?=\d)/, "");
  return bare(configured) === bare(running);
}
