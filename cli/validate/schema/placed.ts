import type { Attribute, Block, Body } from "../model/configuration";
import { bodiesOf, bodyOf } from "../model/configuration";
import type { Expression } from "../model/expression";
import type { Range } from "../model/range";
import { type Dynamic, dynamicOf } from "./dynamic";
import type {
  AttributeSchema,
  BlockSchema,
  NestedBlockSchema,
  SchemaKind,
  Type,
} from "./kept-types";
import { isKnownToOpenTofu } from "./opentofu";
import { ownOf } from "./own";
import type { Known } from "./providers";
import { KINDS, type Scope } from "./scope";

/** An attribute that a schema knows. */
export interface PlacedAttribute {
  readonly attribute: Attribute;
  readonly schema: AttributeSchema;
  /** `network_configuration.subnets` */
  readonly path: string;
}

/** A name that a schema doesn't know there. */
export interface Unplaced {
  readonly name: string;
  readonly path: string;
  readonly range: Range;
  readonly as: "argument" | "block";
  /** The same name is what it isn't here: an argument that was written as a block, or the other way round. */
  readonly isOther: boolean;
}

/** The nested blocks of one name. */
export interface PlacedBlocks {
  readonly name: string;
  readonly path: string;
  readonly schema: NestedBlockSchema;
  readonly bodies: readonly Placed[];
  /** Whether there are `dynamic` ones, even without content. */
  readonly isDynamic: boolean;
  /** A value in JSON that is no object. */
  readonly wrong?: Expression;
  readonly range: Range;
}

/** A body beside its schema. */
export interface Placed {
  readonly address: string;
  readonly path: string;
  readonly range: Range;
  readonly schema: BlockSchema;
  readonly attributes: readonly PlacedAttribute[];
  readonly unplaced: readonly Unplaced[];
  readonly blocks: readonly PlacedBlocks[];
  /** The names that `dynamic` blocks around it have bound. */
  readonly names: readonly string[];
  /** The `dynamic` block that makes it. */
  readonly madeBy?: Dynamic;
  /** The `dynamic` blocks in it. */
  readonly dynamics: readonly Dynamic[];
}

/** A block that belongs to a provider, beside what is known of its type. */
export interface TypedBlock {
  readonly kind: SchemaKind | "provider";
  readonly block: Block;
  readonly address: string;
  readonly known: Known;
  /** Where its type is kept. */
  readonly placed?: Placed;
}

/** What Terraform itself takes in blocks of a kind. */
const META: Readonly<Record<SchemaKind | "provider", ReadonlySet<string>>> = {
  resource: new Set([
    "count",
    "for_each",
    "depends_on",
    "lifecycle",
    "provider",
    "provisioner",
    "connection",
  ]),
  data: new Set(["count", "for_each", "depends_on", "lifecycle", "provider"]),
  ephemeral: new Set(["count", "for_each", "depends_on", "lifecycle", "provider"]),
  provider: new Set(["alias", "version"]),
};

const typedBlocks = new WeakMap<Scope, readonly TypedBlock[]>();

/** Every resource, data source, ephemeral resource and provider of a module; made once. */
export function typedBlocksOf(scope: Scope): readonly TypedBlock[] {
  const made = typedBlocks.get(scope) ?? place(scope);
  typedBlocks.set(scope, made);
  return made;
}

function place(scope: Scope): TypedBlock[] {
  const { blocks } = scope.module;
  const inChecks = blocks
    .filter(({ type }) => type === "check")
    .flatMap(({ body }) => body.blocks.filter(({ type }) => type === "data"));
  return [...blocks, ...inChecks].flatMap((block): TypedBlock[] => {
    if (block.type === "provider" && block.labels.length === 1) {
      const known = scope.providers.configurationOf(block);
      return [typedBlock("provider", block, `provider ${block.labels[0]}`, known)];
    }
    const kind = KINDS.find((each) => each === block.type);
    if (kind === undefined || block.labels.length !== 2) return [];
    const address = [...(kind === "resource" ? [] : [kind]), ...block.labels].join(".");
    return [typedBlock(kind, block, address, scope.providers.typeOf(kind, block))];
  });
}

function typedBlock(
  kind: SchemaKind | "provider",
  block: Block,
  address: string,
  known: Known,
): TypedBlock {
  if (known.kind !== "kept") return { kind, block, address, known };
  const placer = new Placer(address, known.later);
  const placed = placer.place(withoutMeta(kind, block.body), known.schema, "", block.range, {
    names: [],
  });
  return { kind, block, address, known, placed };
}

/** What a body has for its provider: without what Terraform takes itself, or OpenTofu in a file of its own. */
export function withoutMeta(kind: SchemaKind | "provider", body: Body): Body {
  const isMeta = (name: string, range: Range) =>
    META[kind].has(name) || isKnownToOpenTofu(kind, name, range);
  return {
    ...body,
    attributes: new Map([...body.attributes].filter(([name, at]) => !isMeta(name, at.nameRange))),
    blocks: body.blocks.filter(({ type, range }) => !isMeta(type, range)),
  };
}

/** What a nested body has from outside. */
type Surroundings = Pick<Placed, "names" | "madeBy">;

class Placer {
  constructor(
    private readonly address: string,
    private readonly later: ReadonlySet<string>,
  ) {}

  place(
    body: Body,
    schema: BlockSchema,
    path: string,
    range: Range,
    surroundings: Surroundings,
  ): Placed {
    const { names } = surroundings;
    const attributes: PlacedAttribute[] = [];
    const unplaced: Unplaced[] = [];
    const dynamics: Dynamic[] = [];
    const groups = new Map<
      string,
      { bodies: Placed[]; isDynamic: boolean; wrong?: Expression; range: Range }
    >();
    const group = (name: string, at: Range) => {
      const made = groups.get(name) ?? { bodies: [], isDynamic: false, range: at };
      groups.set(name, made);
      return made;
    };
    const add = (name: string, each: Body, at: Range, its: Surroundings = { names }) => {
      const nested = nestedSchema(schema, name);
      if (nested === undefined) return false;
      group(name, at).bodies.push(this.place(each, nested.block, below(path, name), at, its));
      return true;
    };
    const miss = (name: string, as: Unplaced["as"], at: Range, isOther = false) => {
      if (!this.later.has(below(path, name))) unplaced.push({ name, path, range: at, as, isOther });
    };
    const addDynamic = (name: string, each: Body, at: Range) => {
      if (nestedSchema(schema, name) === undefined) return miss(name, "block", at);
      const dynamic = dynamicOf(name, each, at);
      dynamics.push(dynamic);
      group(name, at).isDynamic = true;
      const its = { names: [...names, dynamic.iterator], madeBy: dynamic };
      for (const content of dynamic.contents) add(name, content, at, its);
    };

    for (const attribute of body.attributes.values()) {
      const { name, nameRange, value } = attribute;
      const known = ownOf(schema.attributes, name);
      if (known !== undefined) {
        attributes.push({ attribute, schema: known, path: below(path, name) });
        continue;
      }
      const nested = ownOf(schema.block_types, name);
      if (nested !== undefined && isJson(nameRange)) {
        const bodies = writtenBodies(value);
        if (bodies === undefined) group(name, nameRange).wrong = value;
        else for (const each of bodies) add(name, each, nameRange);
      } else if (name === "dynamic" && isJson(nameRange)) {
        for (const each of bodiesOf(value))
          for (const dynamic of each.attributes.values())
            for (const one of bodiesOf(dynamic.value))
              addDynamic(dynamic.name, one, dynamic.nameRange);
      } else miss(name, "argument", nameRange, nested !== undefined);
    }
    for (const block of body.blocks) {
      if (block.type === "dynamic") addDynamic(block.labels[0] ?? "", block.body, block.range);
      else if (!add(block.type, block.body, block.range))
        miss(block.type, "block", block.range, ownOf(schema.attributes, block.type) !== undefined);
    }
    return {
      address: this.address,
      path,
      range,
      schema,
      attributes,
      unplaced,
      ...surroundings,
      dynamics,
      blocks: [...groups].map(([name, each]) => ({
        name,
        path: below(path, name),
        schema: nestedSchema(schema, name)!,
        ...each,
      })),
    };
  }
}

/**
 * The bodies of blocks in JSON: of an object, or of each element of a list, where null is an empty one, and several
 * objects in a list of their own are one together; undefined for other values.
 */
function writtenBodies(value: Expression): Body[] | undefined {
  if (isNull(value)) return [];
  if (value.kind === "object") return [bodyOf(value)];
  if (value.kind !== "list") return undefined;
  const bodies = value.items.map((item): Body | undefined => {
    const parts = item.kind === "list" ? item.items : isNull(item) ? [] : [item];
    const objects = parts.flatMap((part) => (part.kind === "object" ? [bodyOf(part)] : []));
    if (objects.length < parts.length) return undefined;
    const attributes = objects.flatMap((each) => [...each.attributes]);
    return { attributes: new Map(attributes), blocks: [], range: item.range };
  });
  return bodies.every((body) => body !== undefined) ? bodies : undefined;
}

const isNull = (value: Expression) => value.kind === "literal" && value.value === null;

/** A body and all the ones in it. */
export function* everyPlaced(placed: Placed): Generator<Placed> {
  yield placed;
  for (const { bodies } of placed.blocks) for (const body of bodies) yield* everyPlaced(body);
}

const below = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);

export const isJson = ({ file }: Range) => file.endsWith(".json");

/**
 * A nested block's schema. Some attributes are lists of objects that may be written as blocks, too.
 * https://developer.hashicorp.com/terraform/language/attr-as-blocks
 */
function nestedSchema(schema: BlockSchema, name: string): NestedBlockSchema | undefined {
  const nested = ownOf(schema.block_types, name);
  const type = ownOf(schema.attributes, name)?.type;
  if (nested !== undefined || type === undefined || typeof type === "string") return nested;
  const [kind, element] = type;
  if ((kind !== "list" && kind !== "set") || typeof element === "string") return undefined;
  const [inner, fields] = element as readonly [string, Readonly<Record<string, Type>>];
  if (inner !== "object") return undefined;
  const attributes = Object.fromEntries(
    Object.entries(fields).map(([field, each]) => [field, { type: each, optional: true }]),
  );
  return { nesting_mode: kind, block: { attributes } };
}
