import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl } from "../../lib/hcl";
import { Moved, addPreconditions } from "../../lib/terraform-features";
import { POLICY_NAMES } from "../naming";
import type { RoleChoice } from "../permissions";
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

/** Lets the execution role read the container's further secrets: a secret's ARN ends before its JSON key. */
export const readSecrets = (secretArns: Value<readonly string[]>) => ({
  Effect: "Allow",
  Action: "secretsmanager:GetSecretValue",
  Resource: secretArns,
});

/** Lets the execution role read SSM parameters. */
export const readParameters = (parameterArns: Value<readonly string[]>) => ({
  Effect: "Allow",
  Action: "ssm:GetParameters",
  Resource: parameterArns,
});

export interface ExecutionRoleProps {
  readonly aws: AwsContext;
  readonly name: Expression<string>;
  /** IAM path; begins and ends with `/`. */
  readonly path: Value<string>;
  /** Whether the module makes the role. */
  readonly choice: RoleChoice;
  readonly secretArn: Expression<string>;
  readonly kmsKeyArn: Value<string | null>;
  /** ARNs of further secrets and parameters of the container, by the variable's name. */
  readonly containerSecrets: Value<StringMap>;
  readonly containerSecretsKeyArns: Value<readonly string[]>;
  readonly permissionsBoundaryArn: string | null;
  readonly tags: Value<StringMap>;
}

/**
 * The execution role, with which ECS starts the tasks: pulls the image, reads the token, writes the logs. The connector
 * itself does not have it. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export class ExecutionRole extends Construct {
  /** None or one. */
  readonly role: IamRole;
  /** The role's ARN, whoever makes it. */
  readonly arn: Expression<string>;
  readonly ready: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExecutionRoleProps,
  ) {
    super(scope, id);
    const { name, path, choice, permissionsBoundaryArn, tags } = props;
    this.role = new IamRole(this, "aws_iam_role.execution", {
      name: name.asString,
      path: hcl`${path}`.asString,
      description: "Starts the Apono connector's ECS tasks: image, token, logs",
      assumeRolePolicy: hcl`jsonencode(${taskTrust(props.aws)})`.asString,
      permissionsBoundary: permissionsBoundaryArn ?? undefined,
      forceDetachPolicies: true,
      tags: hcl`${tags}`.asMap,
    });
    choice.onlyIfMade(this.role);
    addPreconditions(this.role, choice.preconditions);
    this.arn = choice.arnOf(this.role);
    const policies = [this.attachExecutionPolicy(), this.allowReadingToken()];
    const moved = new Moved(this, "moved.execution_role");
    for (const to of [this.role, ...policies]) {
      choice.onlyIfMade(to);
      // What was always made once.
      moved.add(`${to.terraformResourceType}.${to.friendlyUniqueId}`, to, 0);
    }
    this.ready = [...policies, ...choice.ready];
  }

  private get roleId(): string {
    return hcl`${this.role.fqn}[0].id`.asString;
  }

  private attachExecutionPolicy(): TerraformResource {
    return new IamRolePolicyAttachment(this, "aws_iam_role_policy_attachment.execution", {
      role: this.roleId,
      policyArn: this.props.aws.managedPolicyArn(TASK_EXECUTION_POLICY).asString,
    });
  }

  private allowReadingToken(): TerraformResource {
    const { secretArn, kmsKeyArn, containerSecrets, containerSecretsKeyArns } = this.props;
    const keys = hcl`concat(compact([${kmsKeyArn}]), ${containerSecretsKeyArns})`;
    const secrets = hcl`distinct([for arn in values(${containerSecrets}) : join(":", slice(split(":", arn), 0, 7)) if strcontains(arn, ":secretsmanager:")])`;
    const parameters = hcl`distinct([for arn in values(${containerSecrets}) : arn if strcontains(arn, ":ssm:")])`;
    const statements = [
      hcl`[${readToken(secretArn)}]`,
      hcl`[for key in ${keys} : ${decryptToken(hcl`key`)}]`,
      ifAny(secrets, readSecrets),
      ifAny(parameters, readParameters),
    ];
    return new IamRolePolicy(this, "aws_iam_role_policy.execution", {
      role: this.roleId,
      name: POLICY_NAMES.readToken,
      policy: hcl`jsonencode({ Version = "2012-10-17", Statement = concat(${statements}...) })`
        .asString,
    });
  }
}

/** One statement about a list, or none where it is empty. */
const ifAny = (
  arns: Expression<readonly string[]>,
  statement: (arns: Expression<readonly string[]>) => object,
): Expression<never> => hcl`[for arns in [${arns}] : ${statement(hcl`arns`)} if length(arns) > 0]`;
