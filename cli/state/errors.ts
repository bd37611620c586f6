import { MODULE_NAMES } from "../../modules/module-names";
import { cannotRun } from "../terminal/errors";
import { didYouMean } from "../../lib/suggestions";

const meant = (stack: string): string =>
  (MODULE_NAMES as readonly string[]).includes(stack) ? "" : didYouMean(stack, MODULE_NAMES);

/** @param place a file, or the name of a backend */
export const notDeployed = (stack: string, place: string) =>
  cannotRun(
    `The stack ${stack} is not deployed: it has no state in ${place}. ${meant(stack)}Fix: deploy it with npx cdktf deploy ${stack}, ` +
      "or give the connector's id with --connector-id.",
  );

export const noStacksHere = (variable: string) =>
  cannotRun(
    `The installed package has no stacks, so it can't tell where their state is. Fix: give the connector's id with --connector-id, set ${variable}, or run it in a checkout of the project.`,
  );

export const unreadableState = (stack: string, place: string, reason: string) =>
  cannotRun(
    `The state of ${stack} in ${place} can't be read: ${reason} Fix: give credentials for the backend, or the connector's id with --connector-id.`,
  );

export const noEngine = (binary: string) =>
  cannotRun(
    `${binary} is not on the PATH, but is needed to read the stack's outputs. Fix: install it, set TERRAFORM_BINARY_NAME, or give the connector's id with --connector-id.`,
  );
