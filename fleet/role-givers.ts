import { isConnector } from "../modules/module-names";
import type { Member } from "./fleet";

/** The connectors that a delegation depends on: it trusts the role of the one. */
export const roleGivers = (member: Member, members: readonly Member[]): readonly Member[] =>
  members.filter(({ name, module }) => member.dependsOn.includes(name) && isConnector(module));

/**
 * The connector whose role a delegation takes from that connector's state; undefined for a connector, and where the
 * delegation's inputs have the role.
 */
export const roleGiver = (member: Member, members: readonly Member[]): Member | undefined =>
  isConnector(member.module) || member.inputs["connectorRoleArn"] !== undefined
    ? undefined
    : roleGivers(member, members)[0];
