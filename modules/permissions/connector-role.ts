import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl, text } from "../../lib/hcl";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { local } from "../../lib/local-value";
import {
  type Condition,
  Moved,
  addPostconditions,
  addPreconditions,
} from "../../lib/terraform-features";
import { CHOSEN_PERMISSIONS } from "../cross-inputs";
import { keepExclusive } from "./exclusive-policies";
import { GrantedSets, denyByGuardrails, managedSets } from "./granted-sets";
import { attachFurther } from "./further-policies";
import { likeNamedRoles } from "./like-named-roles";
import type { Statement } from "./policy";
import { QUOTAS, assertInlineSize, policySize } from "./quotas";
import type { RoleChoice } from "./role-choice";
import { roleDescription } from "./role-description";
import { BASE_SET_NAMES, DEFAULT_SET_NAMES, PERMISSION_SET_NAMES } from "./sets";

export interface ConnectorRoleProps {
  readonly aws: AwsContext;
  /** The role's name, known at plan. */
  readonly name: Expression<string>;
  /** Who may assume the role: a trust policy as JSON. */
  readonly trustPolicy: Expression<string>;
  readonly description: Expression<string>;
  readonly withPermissions: Value<boolean>;
  readonly permissionSets: Value<readonly string[] | null>;
  readonly extraManagedPolicyArns: Value<readonly string[]>;
  /** Further ones by keys of the caller's choice, which are known at plan where the ARNs are not. */
  readonly extraManagedPolicies: Value<StringMap>;
  readonly permissionsBoundaryArn: string | null;
  /** The boundary that roles and users which the connector makes or changes must carry. */
  readonly grantedRolesBoundaryArn: Value<string | null>;
  /** Names of further roles of this account that the connector must not change. */
  readonly protectedRoleNames: Value<readonly string[]>;
  /** Whether each apply removes all other policies from the role. */
  readonly exclusivePolicies: Value<boolean>;
  readonly tags: Value<StringMap>;
  /** AWS managed policies that are attached whatever the permissions: Terraform name to path and name below `policy/`. */
  readonly alwaysManagedPolicies?: { readonly [resourceName: string]: string };
  /** What else the module may grant the role inline; counted into IAM's quota. */
  readonly otherInlineStatements?: readonly Statement[];
  /** IAM path of the role; begins and ends with `/`. */
  readonly path: Value<string>;
  /** Whether the module makes the role. */
  readonly choice: RoleChoice;
  /** What the names in AWS begin with; empty for nothing. */
  readonly namePrefix: Value<string>;
  /** IAM path of roles that the connector may assume besides those with the path `/`. */
  readonly assumedRolesPath: Value<string>;
  /** What must exist before the role, such as whom it trusts. */
  readonly dependsOn?: readonly ITerraformDependable[];
  /** ARNs of other roles of the connector that it must not change either. */
  readonly otherOwnRoleArns?: readonly Expression<string>[];
}

/** The connector's role, with exactly the chosen permissions; nothing where others make the role. */
export class ConnectorRole extends Construct {
  /** None or one. */
  readonly role: IamRole;
  /** The role's ARN and name, whoever makes it. */
  readonly arn: Expression<string>;
  readonly roleName: Expression<string>;
  /** The names of the permission sets that are granted, as a list. */
  readonly grantedSets: Expression<readonly string[]>;
  readonly inlinePolicies: IamRolePolicy;
  readonly managedPolicies: IamRolePolicyAttachment;
  /** The attachments of {@link ConnectorRoleProps.alwaysManagedPolicies}, by Terraform name. */
  readonly alwaysAttached: Readonly<Record<string, IamRolePolicyAttachment>>;
  /** What must exist before the connector starts. */
  readonly ready: readonly ITerraformDependable[];

  private readonly granted: GrantedSets;
  private readonly extra: IamRolePolicyAttachment;
  private readonly guardrails: IamRolePolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ConnectorRoleProps,
  ) {
    super(scope, id);
    assertInlineSize(props.otherInlineStatements);
    this.grantedSets = this.chooseSets();
    this.role = this.makeRole();
    this.arn = props.choice.arnOf(this.role);
    this.roleName = props.choice.nameOf(this.role);
    this.granted = new GrantedSets(this, "granted", {
      aws: props.aws,
      roleId: this.roleId,
      own: {
        namePrefix: hcl`${props.namePrefix}`.asString,
        assumedRolesPath: hcl`${props.assumedRolesPath}`.asString,
      },
      sets: PERMISSION_SET_NAMES,
      grantedSets: this.grantedSets,
      resourceName: "permissions",
    });
    this.inlinePolicies = this.granted.inlinePolicies;
    this.managedPolicies = this.granted.managedPolicies;
    this.alwaysAttached = Object.fromEntries(
      Object.entries(props.alwaysManagedPolicies ?? {}).map(([name, policy]) => [
        name,
        this.attachAlways(name, policy),
      ]),
    );
    this.extra = attachFurther(this, this.roleId, this.props);
    this.guardrails = this.addGuardrails();
    this.ready = [
      this.inlinePolicies,
      this.managedPolicies,
      ...Object.values(this.alwaysAttached),
      this.extra,
      this.guardrails,
      ...props.choice.ready,
    ];
    this.moveToFirstInstance();
  }

  /** The role's id; only for what is there where the role is. */
  get roleId(): string {
    return hcl`${this.role.fqn}[0].id`.asString;
  }

  /**
   * Removes the role's other policies if `exclusivePolicies` is set.
   *
   * @param otherInlineNames names of inline policies that the module adds elsewhere, each a list
   */
  keepExclusive(otherInlineNames: readonly Expression<readonly string[]>[] = []): void {
    keepExclusive(this, {
      exclusivePolicies: this.props.exclusivePolicies,
      role: this.role,
      isMade: this.props.choice.isMade,
      inlineNames: [
        this.granted.inlineNames,
        hcl`${this.guardrails.fqn}[*].name`,
        ...otherInlineNames,
      ],
      attachedArns: this.attachedLists,
    });
  }

  /** ARNs of the managed policies that the module attaches to the role, as HCL of a list. */
  get attachedArns(): Expression<readonly string[]> {
    return hcl`flatten(${this.attachedLists})`;
  }

  private get attachedLists(): Expression<readonly string[]>[] {
    return [
      this.granted.attachedArns,
      hcl`values(${this.extra.fqn})[*].policy_arn`,
      ...Object.values(this.alwaysAttached).map(({ fqn }) => hcl`${fqn}[*].policy_arn`),
    ];
  }

  /** The role's ARN as a text that is known at plan. */
  get plannedArn(): Expression<string> {
    return this.props.aws.roleArn(this.props.name, this.props.path);
  }

  private chooseSets(): Expression<readonly string[]> {
    const { withPermissions, permissionSets, choice } = this.props;
    const all = hcl`${permissionSets} != null ? ${permissionSets} : ${DEFAULT_SET_NAMES}`;
    const chosen = hcl`${withPermissions} ? ${all} : ${BASE_SET_NAMES}`;
    return local(this, "permission_sets", hcl`tolist(!${choice.isMade} ? [] : (${chosen}))`);
  }

  private makeRole(): IamRole {
    const {
      name,
      path,
      trustPolicy,
      description,
      permissionsBoundaryArn,
      tags,
      dependsOn,
      choice,
    } = this.props;
    const { withPermissions, permissionSets } = this.props;
    const role = new IamRole(this, "aws_iam_role.connector", {
      name: name.asString,
      path: hcl`${path}`.asString,
      description: roleDescription(description).asString,
      maxSessionDuration: 3600,
      assumeRolePolicy: trustPolicy.asString,
      permissionsBoundary: permissionsBoundaryArn ?? undefined,
      // Apono may have attached policies since; they must not block the role's destruction.
      forceDetachPolicies: true,
      tags: hcl`${tags}`.asMap,
      dependsOn: dependsOn && [...dependsOn],
    });
    choice.onlyIfMade(role);
    addPreconditions(role, [
      ...choice.preconditions,
      crossCondition(CHOSEN_PERMISSIONS, { withPermissions, permissionSets }),
      {
        condition: hcl`${this.attachedCount()} <= ${QUOTAS.roleManagedPolicies}`,
        errorMessage: text`extraManagedPolicyArns: ${this.attachedCount()} managed policies would be attached to the role, and IAM allows ${QUOTAS.roleManagedPolicies}. Merge some of yours, or choose fewer permissionSets.`,
      },
    ]);
    return role;
  }

  private attachAlways(name: string, policy: string): IamRolePolicyAttachment {
    const attachment = new IamRolePolicyAttachment(this, `aws_iam_role_policy_attachment.${name}`, {
      role: this.roleId,
      policyArn: this.props.aws.managedPolicyArn(policy).asString,
    });
    this.props.choice.onlyIfMade(attachment);
    return attachment;
  }

  private addGuardrails(): IamRolePolicy {
    const guardrails = denyByGuardrails(this, "guardrails", {
      aws: this.props.aws,
      roleId: this.roleId,
      ownRoleArns: [this.plannedArn, ...(this.props.otherOwnRoleArns ?? [])],
      moreRoleArns: likeNamedRoles(this, this.props),
      protectedRoleNames: this.props.protectedRoleNames,
      grantedRolesBoundaryArn: this.props.grantedRolesBoundaryArn,
    });
    this.props.choice.onlyIfMade(guardrails);
    addPostconditions(guardrails, [this.requireInlineSize()]);
    return guardrails;
  }

  /** Paths of roles are part of the policies, and may be long. */
  private requireInlineSize(): Condition {
    const sets = this.granted.inlineSize;
    const others =
      (this.props.otherInlineStatements ?? []).length > 0
        ? policySize(this.props.otherInlineStatements ?? [])
        : 0;
    const size = hcl`${sets} + length(self.policy) + ${others}`;
    return {
      condition: hcl`${size} <= ${QUOTAS.roleInlinePolicies}`,
      errorMessage: text`The inline policies of the connector's role would have ${size} characters, and IAM allows ${QUOTAS.roleInlinePolicies}. Choose shorter paths, or fewer permissionSets.`,
    };
  }

  /** What was always made once, and is none or one now. */
  private moveToFirstInstance(): void {
    const moved = new Moved(this, "moved.connector_role");
    for (const to of [this.role, this.guardrails, ...Object.values(this.alwaysAttached)])
      moved.add(`${to.terraformResourceType}.${to.friendlyUniqueId}`, to, 0);
  }

  private attachedCount(): Expression<number> {
    const managed = managedSets(PERMISSION_SET_NAMES).map(({ name }) => name);
    const always = Object.keys(this.props.alwaysManagedPolicies ?? {}).length;
    return hcl`${always} + length(${this.props.extraManagedPolicyArns}) + length(${this.props.extraManagedPolicies}) + length([for name in ${this.grantedSets} : name if contains(${managed}, name)])`;
  }
}
