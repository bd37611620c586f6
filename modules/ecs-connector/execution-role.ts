import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl } from "../../lib/hcl";
import { POLICY_NAMES } from "../naming";
import { TASK_EXECUTION_POLICY } from "./task-permissions";
import { taskTrust } from "./trust";

/** Lets the execution role read the token's secret. */
export const readToken = (secretArn: Value<string>) => ({
  Effect: "Allow",
  Action: "secretsmanager:GetSecretValue",
  Resource: secretArn,
});

/** Lets the execution role decrypt the secret, if it has a customer managed key. */
export const decryptToken = (keyArn: Value<string>) => ({
  Effect: "Allow",
  Action: "kms:Decrypt",
  Resource: keyArn,
});

export interface ExecutionRoleProps {
  readonly aws: AwsContext;
  readonly name: Expression<string>;
  readonly secretArn: Expression<string>;
  readonly kmsKeyArn: Value<string | null>;
  readonly permissionsBoundaryArn: string | null;
  readonly tags: Value<StringMap>;
}

/**
 * The execution role, with which ECS starts the tasks: pulls the image, reads the token, writes the logs. The connector
 * itself does not have it. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export class ExecutionRole extends Construct {
  readonly role: IamRole;
  readonly ready: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExecutionRoleProps,
  ) {
    super(scope, id);
    const { name, permissionsBoundaryArn, tags } = props;
    this.role = new IamRole(this, "aws_iam_role.execution", {
      name: name.asString,
      description: "Starts the Apono connector's ECS tasks: image, token, logs",
      assumeRolePolicy: hcl`jsonencode(${taskTrust(props.aws)})`.asString,
      permissionsBoundary: permissionsBoundaryArn ?? undefined,
      forceDetachPolicies: true,
      tags: hcl`${tags}`.asMap,
    });
    this.ready = [this.attachExecutionPolicy(), this.allowReadingToken()];
  }

  private attachExecutionPolicy(): ITerraformDependable {
    return new IamRolePolicyAttachment(this, "aws_iam_role_policy_attachment.execution", {
      role: this.role.id,
      policyArn: this.props.aws.managedPolicyArn(TASK_EXECUTION_POLICY).asString,
    });
  }

  private allowReadingToken(): ITerraformDependable {
    const { secretArn, kmsKeyArn } = this.props;
    const decrypt = hcl`[for key in compact([${kmsKeyArn}]) : ${decryptToken(hcl`key`)}]`;
    return new IamRolePolicy(this, "aws_iam_role_policy.execution", {
      role: this.role.id,
      name: POLICY_NAMES.readToken,
      policy:
        hcl`jsonencode({ Version = "2012-10-17", Statement = concat(${[readToken(secretArn)]}, ${decrypt}) })`
          .asString,
    });
  }
}
