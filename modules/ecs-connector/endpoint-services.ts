/** Served by a gateway endpoint, which is free: a route. The interface endpoint for it can't be used for images in ECR. */
export const GATEWAY_SERVICE = "s3";

/**
 * What a connector and Fargate call in AWS, as far as AWS has endpoints for it in each region (IAM, AWS Organizations and
 * IAM Identity Center have none). https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const ENDPOINT_SERVICES = [
  // The roles that it assumes, its logs, its token.
  ...["sts", "logs", "secretsmanager"],
  // An image in ECR. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
  ...["ecr.api", "ecr.dkr", GATEWAY_SERVICE],
  // Secrets of the container that are parameters, and `aws ecs execute-command`.
  ...["ssm", "ssmmessages"],
  // What its permission sets read and use.
  ...["kms", "lambda", "ec2", "rds", "eks", "tagging", "cloudformation", "resource-explorer-2"],
] as const;
