/** Partition, region and account of an ARN; undefined where it has none. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function placeIn(arn: string | undefined): {
  readonly account?: string;
  readonly region?: string;
} {
  const [, , , region, account] = (arn ?? "").split(":");
  return { region: region || undefined, account: account || undefined };
}
