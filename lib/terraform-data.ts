import { type TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** Arguments of {@link TerraformData}. */
export interface TerraformDataProps extends TerraformMetaArguments {
  /** Value that is kept in the state. */
  readonly input: unknown;
  /** Value whose change replaces the resource. @default - it is never replaced */
  readonly triggersReplace?: unknown;
}

/**
 * The resource `terraform_data`. cdktf's own `DataResource` starts `terraform version` for each one at synth, which took a
 * third of the time and needs Terraform where it is not run.
 * https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export class TerraformData extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: TerraformDataProps,
  ) {
    super(scope, id, { ...props, terraformResourceType: "terraform_data" });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { input: this.props.input, triggers_replace: this.props.triggersReplace };
  }
}
