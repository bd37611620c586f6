import { ConfigurationError } from "../lib/errors";

/** Errors in the environment variables that connect the stacks, one factory each. */

export const unknownConnectorStack = (
  where: string,
  name: string,
  known: readonly string[],
  otherwise: string,
) =>
  new ConfigurationError(
    `${where} names the stack "${name}", which is not a connector's stack. Set it to one of: ${known.join(", ")}; ` +
      `or unset it and give ${otherwise}.`,
  );

export const unknownIntegration = (where: string, value: string, known: readonly string[]) =>
  new ConfigurationError(
    `${where} is "${value}", which is not valid. Set it to one of: ${known.join(", ")}; or unset it.`,
  );

export const withoutConnectorStack = (where: string, value: string, needed: string) =>
  new ConfigurationError(
    `${where} is "${value}", but no connector is named. Set ${needed} to its stack, such as ecs-connector; or unset ${where}.`,
  );
