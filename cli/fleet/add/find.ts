import { readAccountDelegation } from "./account-delegation";
import { readEcsConnector } from "./ecs-connector";
import { readEksConnector } from "./eks-connector";
import { notAtAddress, nothingInState, severalInState } from "./errors";
import { Part } from "./part";
import type { State } from "./state";
import type { Told } from "./told";

const READERS: readonly ((part: Part) => Told | undefined)[] = [
  readEcsConnector,
  readEksConnector,
  readAccountDelegation,
];

/** A deployment in a state. */
export interface Found {
  /** Address of its module, such as `module.apono`; empty for the root. */
  readonly address: string;
  readonly told: Told;
}

/** The word for the root, whose address is empty. */
const ROOT = "root";

/**
 * Finds the connector or delegation in a state.
 *
 * @param where the state, for messages
 * @param address of its module @default - the only one that there is
 * @throws CommandFailure if there is none, or several and no address says which
 */
export function findIn(state: State, where: string, address?: string): Found {
  const all = [...new Set(state.resources.map(({ module }) => module))].sort().flatMap((each) => {
    const part = new Part(state, each);
    return READERS.flatMap((read) => {
      const told = read(part);
      return told === undefined ? [] : [{ address: each, told }];
    });
  });
  const addresses = all.map((each) => each.address);
  if (all.length === 0) throw nothingInState(where);
  if (address !== undefined) {
    const wanted = all.find((each) => each.address === (address === ROOT ? "" : address));
    if (wanted === undefined) throw notAtAddress(where, address, addresses);
    return wanted;
  }
  if (all.length > 1) throw severalInState(where, addresses);
  return all[0]!;
}
