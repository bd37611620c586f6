import { isConnector } from "../modules/module-names";
import type { Member } from "./fleet";

/** The connectors that a delegation depends on: it trusts the role of the one. */
export const roleGivers = (member: Member, members: readonly Member[]): readonly Member[] =>
  members.filter(({ name, module }) => member.dependsOn.includes(name) && isConnector(module));
