import type { Needs } from "../deployment";
import { ALERTS_NEEDS } from "./alerts";
import { EC2_NEEDS } from "./ec2";
import { ECS_NEEDS } from "./ecs";
import { EKS_NEEDS } from "./eks";
import { IAM_NEEDS } from "./iam";
import { LOGS_NEEDS } from "./logs";
import { ORGANIZATION_NEEDS } from "./organization";
import { SECRETS_NEEDS } from "./secrets";
import { VPC_ENDPOINT_NEEDS } from "./vpc-endpoints";

const nothing: Needs = () => [];

/**
 * What Terraform's AWS provider calls to read, create, update and delete each type of resource (`data.` before a data
 * source), as it was recorded: test/e2e/deployer.
 */
export const NEEDS = {
  // sts:GetCallerIdentity needs no permission.
  "data.aws_caller_identity": nothing,
  "data.aws_partition": nothing,
  "data.aws_region": nothing,
  ...IAM_NEEDS,
  ...EC2_NEEDS,
  ...VPC_ENDPOINT_NEEDS,
  ...ECS_NEEDS,
  ...LOGS_NEEDS,
  ...SECRETS_NEEDS,
  ...ALERTS_NEEDS,
  ...EKS_NEEDS,
  ...ORGANIZATION_NEEDS,
} as const satisfies Readonly<Record<string, Needs>>;

/** A type of resource or data source whose needs are known. */
export type KnownType = keyof typeof NEEDS;
