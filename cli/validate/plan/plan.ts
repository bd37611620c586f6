import type { Position, Range } from "../../terraform/range";
import type { Json } from "./json-value";

/** A planned change of one resource. https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
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
  /** `true`, or the shape of `after` with `true` for values that are known after apply only. */
  readonly afterUnknown: Json;
  /** `true`, or the shape of `after` with `true` for sensitive values. */
  readonly afterSensitive: Json;
  /** Its place in the file. */
  readonly range: Range;
}

/** A plan as `terraform show -json` writes it. https://developer.hashicorp.com/terraform/internals/json-format */
export interface Plan {
  readonly file: string;
  readonly changes: readonly PlannedResource[];
  /** Values of variables, by name. */
  readonly variables: Readonly<Record<string, Json>>;
  /** The whole plan. */
  readonly json: { readonly [key: string]: Json };
  /** The place of a path in the file: `["resource_changes", 0]`; of its nearest ancestor if it doesn't exist. */
  rangeOf(path: readonly (string | number)[]): Range;
  /** The address of a place: `module.apono.aws_iam_role.connector`, `var.name`, `output.name`. */
  addressAt(position: Position): string | undefined;
}
