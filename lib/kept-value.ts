import { Construct } from "constructs";
import { type Expression, hcl, rawHcl } from "./hcl";
import { local } from "./local-value";
import { TerraformData } from "./terraform-data";
import { type Condition, addPostconditions } from "./terraform-features";

/** Props of {@link KeptValue}. */
export interface KeptValueProps {
  /** Values by name. Each becomes a local value of that name, which the rest of the module refers to. */
  readonly values: { readonly [name: string]: unknown };
  /** A change of these values replaces the kept ones. @default - they never change */
  readonly until?: { readonly [name: string]: unknown };
}

/**
 * Values stored in the state from the first apply on, so that later plans know them even if they can't read them.
 *
 * If something in a module's `depends_on` has a pending change, Terraform reads the module's data sources only during the
 * apply. Names and IDs read from them would be unknown in the plan, and everything named by them would be replaced.
 * https://developer.hashicorp.com/terraform/language/data-sources#data-resource-dependencies
 *
 * Terraform also defers a data source with conditions while anything changes that it depends on, even indirectly: such a
 * data source must not depend on a kept value.
 *
 * References go to the resource's `input`, because its `output` is unknown until it exists; and through local values,
 * because a data source that refers to a managed resource directly is read after that resource has changed.
 */
export class KeptValue extends Construct {
  private readonly data: TerraformData;
  private readonly values: Readonly<Record<string, Expression<never>>>;

  /** @param id its address in Terraform, `terraform_data.<name>` */
  constructor(scope: Construct, id: string, props: KeptValueProps) {
    super(scope, `held.${id}`);
    this.data = new TerraformData(this, id, {
      input: { ...props.values },
      triggersReplace: props.until && { ...props.until },
      lifecycle: { ignoreChanges: ["input"] },
    });
    this.values = Object.fromEntries(
      Object.keys(props.values).map((name) => [
        name,
        local(this, name, hcl`${this.data.fqn}.input.${rawHcl(name)}`),
      ]),
    );
  }

  /** A kept value, known at plan after the first apply. */
  value(name: string): Expression<never> {
    return this.values[name]!;
  }

  /** Conditions on what is kept (`self.input.<name>`). */
  require(conditions: readonly Condition[]): void {
    addPostconditions(this.data, conditions);
  }
}
