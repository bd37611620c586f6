import type { FleetFile } from "../../../fleet/members";
import { fleetInputs } from "../../../fleet/schema";
import type { Attribute, Input } from "../../../lib/inputs/declaration";
import { type ModuleName, isConnector } from "../../../modules/module-names";
import { type Values, object } from "./values";

/** What an entry is to have, defaults too. */
export interface Wanted {
  readonly name: string;
  readonly module: ModuleName;
  readonly account?: string;
  readonly region?: string;
  readonly assumeRole?: string;
  readonly profile?: string;
  readonly dependsOn?: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** null: left out. Undefined: not known. */
  readonly inputs: Values;
}

/** An entry of a fleet file, and what it can't say. */
export interface MadeEntry {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
}

/** An entry without what the defaults of the file and of the module give it. */
export function entryOf(wanted: Wanted, { defaults = {} }: Pick<FleetFile, "defaults">): MadeEntry {
  const { name, module, account, region, assumeRole, profile, dependsOn } = wanted;
  const { inputs, notes } = ownInputs(wanted, defaults.inputs?.[module] ?? {});
  const tags = Object.fromEntries(
    Object.entries(wanted.tags).filter(([key, value]) => defaults.tags?.[key] !== value),
  );
  const added = Object.keys(defaults.tags ?? {}).filter((key) => !(key in wanted.tags));
  const entry = {
    name,
    module,
    account: account === defaults.account ? undefined : account,
    region: region === defaults.region ? undefined : region,
    assumeRole,
    profile,
    dependsOn,
    tags: emptyToUndefined(tags),
    inputs: emptyToUndefined(inputs),
  };
  return {
    entry: Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)),
    notes: [
      ...notes,
      ...(added.length === 0
        ? []
        : [`defaults.tags adds ${added.join(", ")} to its tags: the plan sets them in place.`]),
    ],
  };
}

function ownInputs({ name, module, inputs }: Wanted, defaults: Values) {
  const own: Record<string, unknown> = {};
  const notes: string[] = [];
  for (const [input, declared] of Object.entries(fleetInputs(module))) {
    const value = inputs[input];
    if (value === undefined) continue;
    const usual =
      defaults[input] ?? (input === "connectorId" && isConnector(module) ? name : declared.default);
    if (isSame(resolved(declared, value), resolved(declared, usual))) continue;
    if (value === null) notes.push(cannotLeaveOut(module, input, usual));
    else own[input] = written(declared, value);
  }
  return { inputs: own, notes };
}

const cannotLeaveOut = (module: ModuleName, input: string, usual: unknown) =>
  `defaults.inputs.${module}.${input} (${JSON.stringify(usual)}) holds for it too, though it is deployed without. Move it from the defaults to the connectors that have it.`;

/** The attributes of an object that are not what they are when left out. */
const written = (
  { attributes }: Input | (Attribute & { attributes?: undefined }),
  value: unknown,
): unknown =>
  attributes === undefined
    ? value
    : Object.fromEntries(
        Object.entries(object(value)).filter(
          ([name, each]) => each != null && !isSame(each, attributes[name]?.default),
        ),
      );

/** With the defaults of an object's attributes. */
const resolved = ({ attributes }: Pick<Input, "attributes">, value: unknown): unknown =>
  attributes === undefined
    ? (value ?? null)
    : Object.fromEntries(
        Object.entries(attributes).map(([name, attribute]) => [
          name,
          object(value)[name] ?? attribute.default ?? null,
        ]),
      );

/** Lists are sets: no input depends on their order, and a state has lost it. */
const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(canonical).sort());
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  return JSON.stringify(
    Object.entries(value)
      .map(([key, each]) => [key, canonical(each)])
      .sort(),
  );
}

const emptyToUndefined = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length === 0 ? undefined : value;
