/**
 * A type as Terraform writes it in JSON: `"string"`, `["map", "string"]`, `["object", { … }, ["optional ones"]]`; beside
 * it the optional ones that have a default.
 */
export type Type =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", Type]
  | readonly ["object", Readonly<Record<string, Type>>, (readonly string[])?, (readonly string[])?]
  | readonly ["tuple", readonly Type[]];

/** An attribute, as `terraform providers schema -json` tells it, without its description. */
export interface AttributeSchema {
  readonly type?: Type;
  readonly nested_type?: {
    readonly nesting_mode: "single" | "list" | "set" | "map";
    readonly attributes: Readonly<Record<string, AttributeSchema>>;
  };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
  readonly deprecated?: boolean;
}

/** What a block may have in it. */
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly block_types?: Readonly<Record<string, NestedBlockSchema>>;
  readonly deprecated?: boolean;
}

/** A block inside another, with how often it may stand there. */
export interface NestedBlockSchema {
  readonly nesting_mode: "single" | "group" | "list" | "set" | "map";
  readonly block: BlockSchema;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** What a provider has types of. */
export type SchemaKind = "resource" | "data" | "ephemeral";

/** A provider as it is kept: everything of the types that this project uses, of the others their names. */
export interface KeptProvider {
  readonly source: string;
  readonly version: string;
  /** What a later major version has beyond: no mistake, where a configuration allows it. */
  readonly later?: {
    readonly version: string;
    /** Paths by kind and type, such as `resource.aws_iam_role`. */
    readonly names: Readonly<Record<string, readonly string[]>>;
    readonly types: Readonly<Record<"resource" | "data", readonly string[]>>;
  };
  readonly config: BlockSchema;
  readonly resource: Readonly<Record<string, BlockSchema>>;
  readonly data: Readonly<Record<string, BlockSchema>>;
  readonly ephemeral: Readonly<Record<string, BlockSchema>>;
  readonly names: Readonly<Record<SchemaKind, readonly string[]>>;
}

/** A function's types. `rest` is that of any number of further arguments. */
export interface Signature {
  readonly returns: Type;
  readonly takes: readonly Type[];
  readonly rest?: Type;
  /** Which arguments may be null, counted from 0; that after all it takes stands for the further ones. */
  readonly nullable?: readonly number[];
}

export type Functions = Readonly<Record<string, Signature>>;
