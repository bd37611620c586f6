import { CloudformationStackSet } from "@cdktf/provider-aws/lib/cloudformation-stack-set";
import { CloudformationStackSetInstance } from "@cdktf/provider-aws/lib/cloudformation-stack-set-instance";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Expression, type StringMap, type Value, hcl, text } from "../../lib/hcl";
import { nameExpression } from "../naming-expressions";

export interface MemberRolesProps {
  readonly nameSuffix: Expression<string>;
  readonly connectorId: Value<string>;
  readonly template: Expression<string>;
  readonly organizationalUnitIds: Value<readonly string[]>;
  /** Further units by keys that are known at plan. */
  readonly organizationalUnits: Value<StringMap>;
  readonly callAs: string | null;
  readonly maxConcurrentPercentage: number | null;
  readonly failureTolerancePercentage: number | null;
  readonly tags: Value<StringMap>;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** 12 hours, not the provider's 30 minutes: an organization may have thousands of accounts. */
const TIMEOUTS = { create: "12h", update: "12h", delete: "12h" };

/** The StackSet that creates the member role in every account of the units, including accounts that join later. */
export class MemberRoles extends Construct {
  readonly stackSet: CloudformationStackSet;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MemberRolesProps,
  ) {
    super(scope, id);
    this.stackSet = this.makeStackSet();
    this.deployToUnits();
  }

  private get operationPreferences() {
    return {
      maxConcurrentPercentage: this.props.maxConcurrentPercentage ?? undefined,
      failureTolerancePercentage: this.props.failureTolerancePercentage ?? undefined,
    };
  }

  private makeStackSet(): CloudformationStackSet {
    const { nameSuffix, connectorId, template, callAs, tags, dependsOn } = this.props;
    return new CloudformationStackSet(this, "aws_cloudformation_stack_set.members", {
      name: nameExpression("stackSet", { suffix: nameSuffix }).asString,
      description: text`Role of the Apono connector ${connectorId} in member accounts`.asString,
      permissionModel: "SERVICE_MANAGED",
      callAs: callAs ?? undefined,
      capabilities: ["CAPABILITY_NAMED_IAM"],
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
      // Operations are queued, so that several units and automatic deployment don't conflict.
      managedExecution: { active: true },
      operationPreferences: this.operationPreferences,
      templateBody: template.asString,
      tags: hcl`${tags}`.asMap,
      timeouts: { update: TIMEOUTS.update },
      dependsOn: [...dependsOn],
      // AWS fills it with its service-linked role, which versions 5 and 6 of the provider plan back to nothing at each
      // apply, and update every account: https://github.com/hashicorp/terraform-provider-aws/issues/45992
      lifecycle: { ignoreChanges: ["administration_role_arn"] },
    });
  }

  /** One instance for each unit, so that adding or removing a unit does not affect the others. */
  private deployToUnits(): void {
    const instances = new CloudformationStackSetInstance(
      this,
      "aws_cloudformation_stack_set_instance.units",
      {
        // The id is the name, and unknown while the StackSet is replaced: AWS deletes it without instances only, so that
        // they have to go first. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStackSet.html
        stackSetName: this.stackSet.id,
        callAs: this.props.callAs ?? undefined,
        deploymentTargets: { organizationalUnitIds: [hcl`each.value`.asString] },
        operationPreferences: {
          ...this.operationPreferences,
          // Otherwise no tolerated failure would mean one account after the other. The provider has this for
          // instances only: a change of the template goes on at that pace.
          concurrencyMode: "SOFT_FAILURE_TOLERANCE",
        },
        timeouts: TIMEOUTS,
        // The provider would send a unit's id as an account's to update them. They count when instances are made.
        lifecycle: { ignoreChanges: ["operation_preferences"] },
      },
    );
    const { organizationalUnitIds, organizationalUnits } = this.props;
    instances.addOverride(
      "for_each",
      hcl`merge({ for id in ${organizationalUnitIds} : id => id }, ${organizationalUnits})`,
    );
  }
}
