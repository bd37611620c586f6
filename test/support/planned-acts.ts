import type { PlannedChange } from "../kit/terraform";

/**
 * What a plan does: action and address of each change, sorted, such as `update aws_ecs_service.connector`.
 *
 * @param module left out of the addresses, such as `module.apono.`
 */
export const acts = (changes: readonly PlannedChange[], module = ""): string[] =>
  changes.map(({ action, address }) => `${action} ${address.replace(module, "")}`).sort();
