import type { State, StateResource } from "./state";
import { type Values, object } from "./values";

/** What one module has in a state. */
export class Part {
  private readonly resources: readonly StateResource[];
  /** Outputs of the root; empty for another module, whose outputs are in no state. */
  readonly outputs: Values;

  /** @param module its address; empty for the root */
  constructor(state: State, module: string) {
    this.resources = state.resources.filter((each) => each.module === module);
    this.outputs = module === "" ? state.outputs : {};
  }

  /** The instances of a type, of these names, in the order of their keys. @param names all where none is given */
  all(type: string, ...names: readonly string[]): readonly StateResource[] {
    return this.resources
      .filter((each) => !each.isData && each.type === type)
      .filter(({ name }) => names.length === 0 || names.includes(name))
      .toSorted((a, b) => Number(a.key ?? 0) - Number(b.key ?? 0) || 0);
  }

  /** The values of the first instance; undefined where there is none. */
  one(type: string, ...names: readonly string[]): Values | undefined {
    return this.all(type, ...names)[0]?.values;
  }

  /** Whether there is one. */
  has(type: string, ...names: readonly string[]): boolean {
    return this.all(type, ...names).length > 0;
  }

  /** The instances of a data source, in the order of their keys. */
  data(type: string, name: string): readonly Values[] {
    return this.resources
      .filter((each) => each.isData && each.type === type && each.name === name)
      .toSorted((a, b) => Number(a.key ?? 0) - Number(b.key ?? 0) || 0)
      .map(({ values }) => values);
  }

  /** What a module keeps of its first apply in `terraform_data.<name>`. */
  kept(name: string): Values {
    return object(this.one("terraform_data", name)?.["input"]);
  }
}
