import { type ModuleName, buildModule } from "../../modules";

/** An input of a published module, as its users see it. */
export interface ContractInput {
  readonly type: string;
  /** Missing for a required input. */
  readonly default?: unknown;
  readonly nullable: boolean;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
}

/** What users of a module rely on: names, types and flags, not descriptions. */
export interface ModuleContract {
  readonly requires: {
    readonly required_version: string;
    readonly required_providers: Readonly<
      Record<string, { readonly source: string; readonly version: string }>
    >;
  };
  readonly inputs: Readonly<Record<string, ContractInput>>;
  readonly outputs: readonly string[];
}

interface BuiltFiles {
  readonly "variables.tf.json": {
    readonly variable: Readonly<Record<string, Partial<ContractInput> & { readonly type: string }>>;
  };
  readonly "versions.tf.json": { readonly terraform: ModuleContract["requires"] };
  readonly "outputs.tf.json": { readonly output: object };
}

/** A module's contract, from the sources. */
export function contractOf(name: ModuleName): ModuleContract {
  const files = buildModule(name).toFiles() as unknown as BuiltFiles;
  const inputs = Object.entries(files["variables.tf.json"].variable).map(
    ([input, declared]): [string, ContractInput] => [
      input,
      {
        type: declared.type,
        ...("default" in declared && { default: declared.default }),
        nullable: declared.nullable as boolean,
        sensitive: declared.sensitive ?? false,
        ephemeral: declared.ephemeral ?? false,
      },
    ],
  );
  return {
    requires: files["versions.tf.json"].terraform,
    inputs: Object.fromEntries(inputs),
    outputs: Object.keys(files["outputs.tf.json"].output).sort(),
  };
}

/** Where a module's contract is recorded, relative to the project. */
export const contractFile = (module: string): string =>
  `test/fixtures/module-contracts/${module}.json`;
