import { DataAwsIamRole } from "@cdktf/provider-aws/lib/data-aws-iam-role";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type Value, hcl, rawHcl, text } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { type Condition, addPostconditions, addPreconditions } from "../../lib/terraform-features";

export interface RoleChoiceProps {
  readonly aws: AwsContext;
  /** Name of the role in Terraform. */
  readonly resourceName: string;
  /** The inputs, as messages name them. */
  readonly input: { readonly arn: string; readonly create: string };
  /** ARN of a role that others make; null: the module makes one. */
  readonly arn: Value<string | null>;
  /** Whether the module makes the role; null: the ARN decides, and must be known at plan. */
  readonly create: Value<boolean | null>;
  /** What must hold where others make the role. */
  readonly conditions: readonly Condition[];
  /** Whether a trust policy lets the connector take the role. @param document JSON */
  readonly isTrusted: (document: Expression<string>) => Expression<boolean>;
  /** A trust policy that does, as JSON; only of values that are not kept. */
  readonly trustPolicy: Expression<string>;
}

/** A role that the module makes, or one that exists: looked up, and checked as far as reading the role tells. */
export class RoleChoice extends Construct {
  /** Whether the module makes the role. */
  readonly isMade: Expression<boolean>;
  /** What must hold where the module makes the role. */
  readonly preconditions: readonly Condition[];
  /** What must have been found. */
  readonly ready: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RoleChoiceProps,
  ) {
    super(scope, id);
    const { resourceName, input, arn, create } = props;
    this.isMade = local(
      this,
      `makes_${resourceName}_role`,
      hcl`${create} != null ? ${create} : ${arn} == null`,
    );
    this.preconditions = [
      {
        condition: hcl`${arn} == null`,
        errorMessage: text`${input.create} is true, and ${input.arn} is ${hcl`jsonencode(${arn})`}, so two roles are chosen. Set only one of the two.`,
      },
    ];
    this.ready = [this.find()];
  }

  /** Makes a resource only where the module makes the role. */
  onlyIfMade(resource: TerraformResource): void {
    resource.addOverride("count", hcl`${this.isMade} ? 1 : 0`);
  }

  /** The role's ARN, whichever it is. @param made the module's own role */
  arnOf(made: IamRole): Expression<string> {
    const { resourceName, arn } = this.props;
    return local(
      this,
      `${resourceName}_role_arn`,
      hcl`${this.isMade} ? one(${made.fqn}[*].arn) : ${arn}`,
    );
  }

  /** The role's ARN as a text that is known at plan where the module makes the role. @param own that of its own role */
  plannedArn(own: Expression<string>): Expression<string> {
    return hcl`${this.isMade} ? ${own} : ${this.props.arn}`;
  }

  /** The role's name, whichever it is. @param made the module's own role */
  nameOf(made: IamRole): Expression<string> {
    return hcl`${this.isMade} ? one(${made.fqn}[*].name) : ${this.wantedName}`;
  }

  private get wantedName(): Expression<string> {
    return hcl`reverse(split("/", ${this.props.arn}))[0]`;
  }

  private find(): DataAwsIamRole {
    const { aws, resourceName, input, arn, conditions, isTrusted, trustPolicy } = this.props;
    const role = new DataAwsIamRole(this, `data.aws_iam_role.${resourceName}`, {
      // Required, so never null, though a condition fails then.
      name: hcl`${arn} == null ? "-" : ${this.wantedName}`.asString,
    });
    role.addOverride("count", hcl`${this.isMade} ? 0 : 1`);
    addPreconditions(role, [
      ...conditions,
      {
        condition: hcl`${arn} != null`,
        errorMessage: text`${input.create} is false, and ${input.arn} is not set. Set it to the role's ARN, or leave ${input.create} out.`,
      },
      {
        // A plan that does not know the ARN yet can't tell.
        condition: hcl`try(split(":", ${arn})[4] == ${aws.current.accountId} && split(":", ${arn})[1] == ${aws.current.partition}, true)`,
        errorMessage: text`${input.arn}: ${hcl`jsonencode(${arn})`} is not a role of account ${aws.current.accountId} in the partition ${aws.current.partition}, and a service can only take a role of its own account. Give one of this account; it can assume roles of others.`,
      },
    ]);
    addPostconditions(role, [
      {
        condition: hcl`self.arn == ${arn}`,
        errorMessage: text`${input.arn}: the role ${hcl`self.name`} of this account has the ARN ${hcl`self.arn`}, not ${hcl`jsonencode(${arn})`}: the path counts. Give the role's own ARN.`,
      },
      {
        condition: isTrusted(hcl`self.assume_role_policy`),
        errorMessage: text`${input.arn}: the trust policy of ${hcl`self.arn`} does not let the connector take the role. Add this statement to it: ${trustPolicy}`,
      },
    ]);
    return role;
  }
}

/**
 * Whether a statement of a trust policy lets a principal assume the role. Conditions are not evaluated.
 *
 * @param document JSON
 */
export function letsAssume(
  document: Expression<string>,
  kind: "Service" | "Federated",
  principal: Value<string>,
  action: string,
): Expression<boolean> {
  const who = hcl`try(statement.Principal == "*", false) || contains(flatten([try(statement.Principal.${rawHcl(kind)}, [])]), ${principal})`;
  const what = hcl`can(statement.NotAction) || anytrue([for each in flatten([try(statement.Action, [])]) : can(regex("^\${replace(lower(each), "*", ".*")}$", ${action.toLowerCase()}))])`;
  return hcl`anytrue([for statement in flatten([jsondecode(${document}).Statement]) : statement.Effect == "Allow" && (${who}) && (${what})])`;
}
