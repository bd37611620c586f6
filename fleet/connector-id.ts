import { isConnector } from "../modules/module-names";
import type { Member } from "./fleet";

/** A connector's ID in Apono; undefined for a delegation, whose input is the ID of the connector that it trusts. */
export const connectorIdOf = ({ module, inputs }: Member): string | undefined =>
  isConnector(module) ? String(inputs["connectorId"]) : undefined;
