import { Construct } from "constructs";
import { type Expression, hcl, rawHcl } from "./hcl";
import { local } from "./local";
import { TerraformData } from "./terraform-data";
import { type Condition, addPostconditions } from "./terraform-features";

/** What {@link Held} keeps. */
export interface HeldProps {
  /** Values by name. Each becomes a local value of that name, which the rest of the module refers to. */
  readonly values: { readonly [name: string]: unknown };
  /** Values whose change lets the held ones be taken anew. @default - they are never taken anew */
  readonly until?: { readonly [name: string]: unknown };
}

/**
 * Values that are kept in the state from the first apply on, so that they stay known where a plan can't read them.
 *
 * A plan with a pending change in what a module `depends_on` reads the module's data sources during the apply only.
 * Names and ids that came straight from them would be unknown in that plan, and whatever they name would be replaced.
 * https://developer.hashicorp.com/terraform/language/data-sources#data-resource-dependencies
 *
 * A data source with conditions is read during the apply only while anything changes that it depends on, however
 * indirectly: let no such one depend on what is held.
 *
 * The resource's `input` is referred to, because its `output` is unknown until it is made; through local values,
 * because a data source that refers to a managed resource directly is read after that one has changed.
 */
export class Held extends Construct {
  private readonly data: TerraformData;
  private readonly values: Readonly<Record<string, Expression<never>>>;

  /** @param id its address in Terraform, `terraform_data.<name>` */
  constructor(scope: Construct, id: string, props: HeldProps) {
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

  /** A held value, known at plan once it was applied. */
  value(name: string): Expression<never> {
    return this.values[name]!;
  }

  /** Conditions on what is held (`self.input.<name>`). */
  require(conditions: readonly Condition[]): void {
    addPostconditions(this.data, conditions);
  }
}
