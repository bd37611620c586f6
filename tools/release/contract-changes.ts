import { isDeepStrictEqual } from "node:util";
import semver from "semver";
import type { ContractInput, ModuleContract } from "../data/module-contract";

/** Changes of a module's contract after which a call that worked may fail, or deploy something else. */
export function breakingChanges(before: ModuleContract, after: ModuleContract): string[] {
  return [
    ...Object.entries(before.inputs).flatMap(([name, input]) =>
      inputChanges(name, input, after.inputs[name]),
    ),
    ...Object.entries(after.inputs)
      .filter(([name, input]) => !(name in before.inputs) && !("default" in input))
      .map(([name]) => `input ${name} is new and required`),
    ...before.outputs
      .filter((name) => !after.outputs.includes(name))
      .map((name) => `output ${name} is removed`),
    ...requirementChanges(before.requires, after.requires),
  ];
}

function inputChanges(
  name: string,
  before: ContractInput,
  after: ContractInput | undefined,
): string[] {
  if (after === undefined) return [`input ${name} is removed`];
  const changes: string[] = [];
  if (before.type !== after.type)
    changes.push(`input ${name} has the type ${after.type} instead of ${before.type}`);
  if ("default" in before && !("default" in after)) changes.push(`input ${name} becomes required`);
  else if ("default" in before && !isDeepStrictEqual(before.default, after.default))
    changes.push(
      `input ${name} has the default ${JSON.stringify(after.default)} instead of ${JSON.stringify(before.default)}`,
    );
  if (before.nullable && !after.nullable) changes.push(`input ${name} no longer accepts null`);
  if (before.ephemeral && !after.ephemeral)
    changes.push(`input ${name} no longer accepts ephemeral values`);
  return changes;
}

function requirementChanges(
  before: ModuleContract["requires"],
  after: ModuleContract["requires"],
): string[] {
  const versions = narrowed("Terraform", before.required_version, after.required_version);
  const providers = Object.entries(after.required_providers).flatMap(([name, provider]) => {
    const old = before.required_providers[name];
    if (old === undefined) return [`provider ${name} is new`];
    if (old.source !== provider.source)
      return [`provider ${name} comes from ${provider.source} instead of ${old.source}`];
    return narrowed(`provider ${name}`, old.version, provider.version);
  });
  return [...versions, ...providers];
}

/** A version constraint that no longer allows all that it allowed. */
function narrowed(what: string, before: string, after: string): string[] {
  const range = (constraint: string) => constraint.replaceAll(",", " ");
  if (before === after || semver.subset(range(before), range(after))) return [];
  return [`${what} must be ${after} instead of ${before}`];
}
