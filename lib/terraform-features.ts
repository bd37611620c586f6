import { type TerraformDataSource, TerraformElement, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { type Expression, type Value, hcl, rawHcl, withReference } from "./hcl";
import { ReadableStack } from "./readable-stack";

/**
 * Parts of Terraform's language for which cdktf 0.21 has no construct, as raw configuration. They are only here, so that one
 * file changes when cdktf supports them.
 */

/** A condition with the message that is shown where it does not hold. */
export interface Condition {
  /** HCL that is true for a valid configuration. */
  readonly condition: Expression<boolean>;
  /** What is wrong (with the value), where, and how to fix it. */
  readonly errorMessage: Expression<string>;
}

/**
 * A `moved` block: an object of an older configuration is now this one. Only in a {@link ReadableStack}, which has the
 * addresses of the modules; elsewhere the older addresses may be anything, and two constructs would claim one.
 * https://developer.hashicorp.com/terraform/language/block/moved
 */
export class Moved extends TerraformElement {
  private readonly moves: { from: string; to: string }[] = [];

  constructor(scope: Construct, id: string) {
    super(scope, id);
  }

  /**
   * @param from the address in the older configuration
   * @param to the resource that takes it over
   * @param index its `count` or `for_each` key, if it has one
   */
  add(from: string, to: TerraformResource, index?: number | string): this {
    const suffix = index === undefined ? "" : `[${JSON.stringify(index)}]`;
    this.moves.push({ from, to: `${to.terraformResourceType}.${to.friendlyUniqueId}${suffix}` });
    return this;
  }

  override toTerraform(): object {
    return hasModuleAddresses(this) ? { moved: this.moves } : {};
  }
}

/**
 * A `removed` block: forgets objects of an older configuration without destroying them. Only in a {@link ReadableStack}, as
 * {@link Moved}. https://developer.hashicorp.com/terraform/language/block/removed
 */
export class Removed extends TerraformElement {
  /** @param from their addresses in the older configuration */
  constructor(
    scope: Construct,
    id: string,
    private readonly from: readonly string[],
  ) {
    super(scope, id);
  }

  override toTerraform(): object {
    if (!hasModuleAddresses(this)) return {};
    return { removed: this.from.map((from) => ({ from, lifecycle: { destroy: false } })) };
  }
}

const hasModuleAddresses = ({ cdktfStack }: TerraformElement): boolean =>
  cdktfStack instanceof ReadableStack;

/** The version of Terraform that a construct needs, for a stack that doesn't say. */
export class RequiredVersion extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly version: string,
  ) {
    super(scope, id);
  }

  override toTerraform(): object {
    return { terraform: { required_version: this.version } };
  }
}

/** An `import` block: imports an existing object if an ID is given. https://developer.hashicorp.com/terraform/language/block/import */
export class Import extends TerraformElement {
  /** @param objectId HCL of its id; null imports nothing */
  constructor(
    scope: Construct,
    id: string,
    private readonly to: TerraformResource,
    private readonly objectId: Value<string | null>,
  ) {
    super(scope, id);
  }

  override toTerraform(): object {
    const { terraformResourceType, friendlyUniqueId } = this.to;
    return {
      import: [
        {
          for_each: hcl`toset(compact([${this.objectId}]))`,
          to: `${terraformResourceType}.${friendlyUniqueId}`,
          id: rawHcl("each.value"),
        },
      ],
    };
  }
}

/** A `check` block: its assertions warn and never fail a run. https://developer.hashicorp.com/terraform/language/block/check */
export class Check extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly assertions: readonly Condition[],
  ) {
    super(scope, id, "check");
  }

  override toTerraform(): object {
    return {
      check: {
        [this.friendlyUniqueId]: {
          assert: this.assertions.map(rendered),
        },
      },
    };
  }
}

/** An `ephemeral` block: a value that is fetched for one run and not stored. https://developer.hashicorp.com/terraform/language/block/ephemeral */
export class EphemeralResource extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
    private readonly config: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, type);
  }

  /** A reference to one of its attributes. */
  attribute(name: string): Expression<never> {
    return rawHcl(`ephemeral.${this.type}.${this.friendlyUniqueId}.${name}`);
  }

  override toTerraform(): object {
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: this.config } } };
  }
}

const rendered = ({ condition, errorMessage }: Condition) => ({
  condition: withReference(condition),
  error_message: errorMessage,
});

/** Conditions that must hold before a resource or data source is planned. */
export function addPreconditions(
  element: TerraformResource | TerraformDataSource,
  conditions: readonly Condition[],
): void {
  addConditions(element, "precondition", conditions);
}

/** Conditions on what a data source read, or a resource became (`self`). */
export function addPostconditions(
  element: TerraformResource | TerraformDataSource,
  conditions: readonly Condition[],
): void {
  addConditions(element, "postcondition", conditions);
}

/** The conditions of each element so far: an override replaces the one before. */
const conditionsOf = new WeakMap<
  TerraformElement,
  Record<"precondition" | "postcondition", Condition[]>
>();

function addConditions(
  element: TerraformResource | TerraformDataSource,
  kind: "precondition" | "postcondition",
  conditions: readonly Condition[],
): void {
  if (conditions.length === 0) return;
  const all = conditionsOf.get(element) ?? { precondition: [], postcondition: [] };
  conditionsOf.set(element, all);
  all[kind].push(...conditions);
  element.addOverride(`lifecycle.${kind}`, all[kind].map(rendered));
}
