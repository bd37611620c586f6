import type { AwsPlace } from "../../../lib/aws-context";
import { derivedSuffix } from "../../../modules/naming";

/** Where the connector runs, as far as given. */
export interface PlaceOptions {
  readonly partition: string;
  readonly account?: string;
  readonly region?: string;
  readonly connectorId?: string;
}

/** Where the roles are, with placeholders for unknown parts, and the suffix of their names. */
export interface Place extends AwsPlace {
  readonly nameSuffix: string;
}

/** The partitions in AWS's documentation. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const PARTITIONS = ["aws", "aws-us-gov", "aws-cn"] as const;

/** The partition of a region; undefined for other partitions. */
export function partitionOf(region: string): (typeof PARTITIONS)[number] | undefined {
  if (/^(us-iso|eu-iso|eusc-)/.test(region)) return undefined;
  const [, start] = /^(us-gov|cn)-/.exec(region) ?? [];
  return PARTITIONS.find(
    (partition) => partition === (start === undefined ? "aws" : `aws-${start}`),
  );
}

export const placeOf = ({ partition, account, region, connectorId }: PlaceOptions): Place => ({
  partition,
  accountId: account ?? "<account>",
  region: region ?? "<region>",
  nameSuffix:
    account !== undefined && region !== undefined && connectorId !== undefined
      ? derivedSuffix(account, region, connectorId)
      : "<suffix>",
});
