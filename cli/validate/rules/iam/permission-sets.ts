import { coversAction, coversArn } from "../../../iam/wildcards";
import {
  EXECUTE_COMMAND,
  TASK_EXECUTION_POLICY,
} from "../../../../modules/ecs-connector/task-permissions";
import { PARTITION, type Statement as SetStatement } from "../../../../modules/permissions/policy";
import { PERMISSION_SETS, type PermissionSet } from "../../../../modules/permissions/sets";
import type { Condition, Statement } from "../../policies/policy";

/** What the permission sets grant, which the connector has by design. */

const SETS: readonly (PermissionSet & { readonly title: string })[] = Object.entries(
  PERMISSION_SETS,
).map(([title, set]) => ({ title, ...set }));

const GRANTED: readonly SetStatement[] = [
  ...SETS.flatMap(({ statements }) => statements ?? []),
  EXECUTE_COMMAND,
];

/** AWS managed policies of the sets, and the one with which ECS starts tasks, by path and name. */
export const MANAGED_POLICIES: readonly string[] = [
  ...SETS.flatMap(({ managedPolicy }) => managedPolicy ?? []),
  TASK_EXECUTION_POLICY,
];

/** Whether some set has an action, on whatever. */
export const hasAction = (action: string): boolean =>
  GRANTED.some(({ Action }) => Action.some((each) => coversAction(each, action)));

/** Whether some set grants an action on a resource under conditions that are no narrower. */
export const grants = (
  action: string,
  resource: string,
  conditions: readonly Condition[],
): boolean =>
  GRANTED.some(
    ({ Action, Resource, Condition: wanted }) =>
      Action.some((each) => coversAction(each, action)) &&
      Resource.some((each) =>
        coversArn(
          each.replaceAll(PARTITION, () => "*"),
          anywhere(resource),
        ),
      ) &&
      Object.entries(wanted ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, value]) =>
          conditions.some(
            (each) =>
              each.operator === operator &&
              each.key.text.toLowerCase() === key.toLowerCase() &&
              each.values.length > 0 &&
              each.values.every(({ text }) => text === value),
          ),
        ),
      ),
  );

/** Whether all that a statement allows is allowed by sets. */
export const isOfSets = ({ actions, notActions, resources, notResources, conditions }: Statement) =>
  notActions.length === 0 &&
  notResources.length === 0 &&
  actions.every(({ text }) => resources.every((on) => grants(text, on.text, conditions)));

/** Sets name every account and partition; whichever a statement names is among them. */
const anywhere = (resource: string): string => {
  const [arn, partition, service, region, account, ...rest] = resource.split(/:(?![^{]*\})/);
  return rest.length === 0
    ? resource
    : [arn, partition, service, region, account, ...rest].join(":");
};
