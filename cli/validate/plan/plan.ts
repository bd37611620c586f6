import type { Position, Range } from "../../terraform/range";
import type { Json } from "./json-value";

/** What a plan does with one resource. https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
export interface PlannedResource {
  /** `module.apono.aws_iam_role.connector` */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly actions: readonly ("no-op" | "create" | "read" | "update" | "delete" | "forget")[];
  /** Attributes that force a replacement. */
  readonly replacePaths: readonly (readonly (string | number)[])[];
  readonly before: Json;
  readonly after: Json;
  /** `true`, or the same shape as `after`, where values are known after apply only. */
  readonly afterUnknown: Json;
  /** `true`, or the same shape as `after`, where values are sensitive. */
  readonly afterSensitive: Json;
  /** Where it stands in the file. */
  readonly range: Range;
}

/** A plan as `terraform show -json` writes it. https://developer.hashicorp.com/terraform/internals/json-format */
export interface Plan {
  readonly file: string;
  readonly changes: readonly PlannedResource[];
  /** Variables that were given, by name. */
  readonly variables: Readonly<Record<string, Json>>;
  /** All of it, for what has no field of its own. */
  readonly json: { readonly [key: string]: Json };
  /** The place of a path in the file: `["resource_changes", 0]`; of what is nearest above where there is nothing. */
  rangeOf(path: readonly (string | number)[]): Range;
  /** Of what a place in the file is: `module.apono.aws_iam_role.connector`, `var.name`, `output.name`. */
  addressAt(position: Position): string | undefined;
}
