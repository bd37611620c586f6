import { readFileSync } from "node:fs";
import { join } from "node:path";
import type {
  AttributeSchema,
  BlockSchema,
  Functions,
  Signature,
  NestedBlockSchema,
  Type,
} from "../cli/validate/schema/kept-types";
import { PROJECT_ROOT } from "../sandbox/paths";

/** What nobody checks against. */
const DROPPED = new Set(["description", "description_kind", "deprecation_message"]);

/** Takes descriptions away at any depth; attributes that are called so are maps, and stay. */
export const withoutDescriptions = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      DROPPED.has(key) && typeof inner === "string" ? undefined : inner,
    ),
  ) as T;

/** A block with its keys in order, so that the file is the same for any version of Terraform. */
export function prunedBlock({ attributes, block_types, deprecated }: BlockSchema): BlockSchema {
  return {
    ...(deprecated === true ? { deprecated } : {}),
    ...(attributes === undefined ? {} : { attributes: sorted(attributes, (each) => each) }),
    ...(block_types === undefined
      ? {}
      : {
          block_types: sorted(block_types, (each) => ({
            ...each,
            block: prunedBlock(each.block),
          })),
        }),
  };
}

const sorted = <T>(values: Readonly<Record<string, T>>, of: (each: T) => T): Record<string, T> =>
  Object.fromEntries(
    Object.entries(values)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, of(value)]),
  );

interface RawParameter {
  readonly type: Type;
  readonly is_nullable?: boolean;
}

interface RawFunctions {
  readonly function_signatures: Readonly<
    Record<
      string,
      {
        readonly return_type: Type;
        readonly parameters?: readonly RawParameter[];
        readonly variadic_parameter?: RawParameter;
      }
    >
  >;
}

/** Terraform's functions, each once (`core::` says the same again). */
export const prunedFunctions = ({ function_signatures }: RawFunctions): Functions =>
  Object.fromEntries(
    Object.entries(function_signatures)
      .filter(([name]) => !name.includes("::"))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { return_type, parameters = [], variadic_parameter: rest }]) => [
        name,
        {
          returns: return_type,
          takes: parameters.map(({ type }) => type),
          ...(rest === undefined ? {} : { rest: rest.type }),
          ...nullableOf([...parameters, ...(rest === undefined ? [] : [rest])]),
        },
      ]),
  );

function nullableOf(parameters: readonly RawParameter[]): Pick<Signature, "nullable"> {
  const nullable = parameters.flatMap((each, index) => (each.is_nullable === true ? [index] : []));
  return nullable.length === 0 ? {} : { nullable };
}

interface StandInAttribute {
  readonly type?: Type;
  readonly is: string;
  readonly nesting?: "single" | "list" | "set" | "map";
  readonly attributes?: Readonly<Record<string, StandInAttribute>>;
}

interface StandInBlock {
  readonly nesting?: "single" | "list" | "set";
  readonly min_items?: number;
  readonly max_items?: number;
  readonly attributes?: Readonly<Record<string, StandInAttribute>>;
  readonly blocks?: Readonly<Record<string, StandInBlock>>;
}

/** The schema of a stand-in, in the form that Terraform gives schemas in. */
export function standInProvider(name: string): { version: string; raw: object } {
  const file = join(PROJECT_ROOT, "sandbox", "stand-in", "schemas", `${name}.json`);
  const { version, config, resources, data_sources } = JSON.parse(readFileSync(file, "utf8")) as {
    version: string;
    config: StandInBlock;
    resources?: Readonly<Record<string, StandInBlock>>;
    data_sources?: Readonly<Record<string, StandInBlock>>;
  };
  const types = (blocks: Readonly<Record<string, StandInBlock>> = {}) =>
    Object.fromEntries(
      Object.entries(blocks).map(([type, block]) => [type, { block: toBlock(block) }]),
    );
  return {
    version,
    raw: {
      provider: { block: toBlock(config) },
      resource_schemas: types(resources),
      data_source_schemas: types(data_sources),
    },
  };
}

const toBlock = ({ attributes, blocks }: StandInBlock): BlockSchema => ({
  ...(attributes === undefined ? {} : { attributes: mapped(attributes, toAttribute) }),
  ...(blocks === undefined ? {} : { block_types: mapped(blocks, toNested) }),
});

const toNested = (block: StandInBlock): NestedBlockSchema => ({
  nesting_mode: block.nesting ?? "list",
  block: toBlock(block),
  ...(block.min_items === undefined ? {} : { min_items: block.min_items }),
  ...(block.max_items === undefined ? {} : { max_items: block.max_items }),
});

const toAttribute = ({ type, is, nesting, attributes }: StandInAttribute): AttributeSchema => ({
  ...(type === undefined ? {} : { type }),
  ...(nesting === undefined
    ? {}
    : {
        nested_type: { nesting_mode: nesting, attributes: mapped(attributes ?? {}, toAttribute) },
      }),
  ...Object.fromEntries(
    is
      .split(" ")
      .filter((flag) => flag !== "" && flag !== "force_new")
      .map((flag) => [flag, true]),
  ),
});

const mapped = <A, B>(values: Readonly<Record<string, A>>, of: (each: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, of(value)]));
