import type { Member } from "./fleet";

/** Name of the environment variable that holds a connector's token; undefined where the token is elsewhere. */
export const tokenVariableOf = ({ token }: Member): string | undefined =>
  token !== undefined && "env" in token ? token.env : undefined;
