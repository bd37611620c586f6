import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";
import { type Expression, type Value, hcl, text } from "./hcl";
import { KeptValue } from "./kept-value";
import { local } from "./local-value";
import { TERRAFORM_VERSION } from "./provider-requirements";
import { RequiredVersion } from "./terraform-features";

/** An account, region and partition: references in Terraform, text in a report. */
export interface AwsPlace {
  readonly accountId: string;
  readonly region: Value<string>;
  readonly partition: string;
}

/**
 * Where a module is applied: account, region and partition. They are kept in the state, so that names derived from them
 * are known in every later plan.
 */
export class AwsContext extends Construct implements AwsPlace {
  /** The account's ID, 12 digits. */
  readonly accountId: string;
  /** The region's code, e.g. `eu-central-1`. */
  readonly region: Expression<string>;
  /** `aws`, `aws-us-gov`, `aws-cn`, … */
  readonly partition: string;
  /**
   * Where Terraform runs now, as the provider reports it: for conditions of data sources. A data source whose conditions
   * refer to a kept value is read only during the apply that creates that value.
   */
  readonly current: AwsPlace;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new RequiredVersion(this, "terraform", TERRAFORM_VERSION);
    const account = new DataAwsCallerIdentity(this, "data.aws_caller_identity.current").accountId;
    const region = local(
      this,
      "current_region",
      regionOf(new DataAwsRegion(this, "data.aws_region.current")),
    );
    const partition = new DataAwsPartition(this, "data.aws_partition.current").partition;
    this.current = { accountId: account, region, partition };
    const place = new KeptValue(this, "terraform_data.place", {
      values: { account_id: account, region, partition },
    });
    place.require([
      {
        condition: hcl`self.input.account_id == ${account} && self.input.region == ${region}`,
        errorMessage: text`This state belongs to account ${hcl`self.input.account_id`}, region ${hcl`self.input.region`}, and Terraform runs with account ${account}, region ${region}. Use the credentials and region that it was applied with. To move it, destroy it there first.`,
      },
    ]);
    this.accountId = place.value("account_id").asString;
    this.region = place.value("region");
    this.partition = place.value("partition").asString;
  }

  /** The ARN of a role of this account, known at plan. @param path begins and ends with `/` */
  roleArn(name: Value<string>, path: Value<string> = "/"): Expression<string> {
    return text`arn:${this.partition}:iam::${this.accountId}:role${path}${name}`;
  }

  /** The ARN of an AWS managed policy. @param name its path and name below `policy/` */
  managedPolicyArn(name: Value<string>): Expression<string> {
    return text`arn:${this.partition}:iam::aws:policy/${name}`;
  }
}

/**
 * Version 6 of the provider has `region` and deprecates `name` and (from 6.47) `id`; version 5 has no `region`. `lookup`
 * reads only what exists: Terraform would validate an attribute, and warn about it, before it runs.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/region
 */
function regionOf({ fqn }: DataAwsRegion): Expression<string> {
  return hcl`lookup(${fqn}, "region", lookup(${fqn}, "id", ""))`;
}
