import { backendAnywhere } from "../../fleet/backend";
import { findFleet } from "../../fleet/find";
import type { Member } from "../../fleet/fleet";
import { type StateLocation, remoteStateType } from "../../lib/backend";
import { cannotRun } from "../terminal/errors";
import type { Env } from "../terminal/io";

/** A connector of the fleet in this folder, and the fleet's file. */
export interface FleetMember {
  readonly file: string;
  readonly member: Member;
}

/**
 * The connector of the fleet that a stack is.
 *
 * @returns undefined where there is no fleet
 * @throws CommandFailure if the fleet has none of this name, or none is named; ConfigurationError if its file has mistakes
 */
export async function fleetMember(
  stack: string | undefined,
  env: Env,
): Promise<FleetMember | undefined> {
  const file = findFleet(process.cwd(), env);
  if (file === undefined) return undefined;
  // The parser takes a tenth of a second.
  const { readFleet } = await import("../../fleet/read.ts");
  const { members } = readFleet(file);
  const member = members.find(({ name }) => name === stack);
  if (member !== undefined) return { file, member };
  const names = members.map(({ name }) => name).join(", ");
  throw cannotRun(
    stack === undefined
      ? `${file} has several: ${names}. Name one, or ask about all with apono-connector fleet status.`
      : `${file} has no ${stack}. It has: ${names}.`,
  );
}

/** Where its state is, as seen from any folder; undefined where the fleet's file does not say. */
export function stateOf({ file, member: { backend } }: FleetMember): StateLocation | undefined {
  if (backend === undefined) return undefined;
  const [type, config] = backendAnywhere(backend, file);
  return { backend: remoteStateType(type), config };
}
