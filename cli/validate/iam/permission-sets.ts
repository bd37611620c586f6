import { coversAction, coversArn, hasWildcard, overlapsAction } from "../../iam/wildcards";
import {
  EXECUTE_COMMAND,
  TASK_EXECUTION_POLICY,
} from "../../../modules/ecs-connector/task-permissions";
import { type Statement as SetStatement, resourceIn } from "../../../modules/permissions/policy";
import { PERMISSION_SETS, type PermissionSet } from "../../../modules/permissions/sets";
import type { Condition, Statement } from "../policies/policy";

/** What the permission sets grant: the connector has these permissions by design. */

const SETS: readonly (PermissionSet & { readonly title: string })[] = Object.entries(
  PERMISSION_SETS,
).map(([title, set]) => ({ title, ...set }));

/** Any path, and the inputs as the modules write them. */
const ROLES_PATHS = [
  "/",
  "/*/",
  ...["roles", "role"].map((input) => `\${var.${input}.assumedRolesPath}`),
];

/** A statement of a set, in any partition, with any prefix and path. */
const granted = ({ Action, Resource, Condition = {} }: SetStatement) => ({
  actions: Action,
  resources: Resource.flatMap((resource) =>
    ROLES_PATHS.map((assumedRolesPath) =>
      resourceIn(resource, "*", { namePrefix: "*", assumedRolesPath }),
    ),
  ),
  conditions: Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ operator, key: key.toLowerCase(), value })),
  ),
});

type Granted = ReturnType<typeof granted>;

const GRANTED = [...SETS.flatMap(({ statements }) => statements ?? []), EXECUTE_COMMAND].map(
  granted,
);

/** The statements by action, indexed because a wildcard expands to hundreds of actions. */
const BY_ACTION = new Map<string, Granted[]>();
const BY_PATTERN: { readonly pattern: string; readonly statement: Granted }[] = [];
for (const statement of GRANTED)
  for (const action of statement.actions) {
    const name = action.toLowerCase();
    if (hasWildcard(action)) BY_PATTERN.push({ pattern: action, statement });
    else BY_ACTION.set(name, [...(BY_ACTION.get(name) ?? []), statement]);
  }

/** The statements of sets that grant an action or a whole pattern. */
const granting = (action: string): readonly Granted[] => [
  ...(BY_ACTION.get(action.toLowerCase()) ?? []),
  ...BY_PATTERN.filter(({ pattern }) => coversAction(pattern, action)).map(
    (each) => each.statement,
  ),
];

/** The AWS managed policies of the sets, and the one with which ECS starts tasks, by path and name. */
export const MANAGED_POLICIES: readonly string[] = [
  ...SETS.flatMap(({ managedPolicy }) => managedPolicy ?? []),
  TASK_EXECUTION_POLICY,
];

/** The sets that grant an action, or one that a pattern matches, on any resource. */
export const setsWith = (action: string): string[] =>
  SETS.filter(({ statements = [] }) =>
    statements.some(({ Action }) => Action.some((each) => overlapsAction(each, action))),
  ).map(({ title }) => title);

/**
 * Whether a set grants an action on a resource, under conditions that are no narrower than the given ones.
 *
 * @param resource undefined for any resource
 */
export const isGrantedBySets = (
  action: string,
  resource: string | undefined,
  conditions: readonly Condition[],
): boolean =>
  granting(action).some(
    ({ resources, conditions: wanted }) =>
      (resource === undefined || resources.some((each) => coversArn(each, resource))) &&
      wanted.every((each) => conditions.some((given) => isAsNarrow(given, each))),
  );

const isAsNarrow = (
  given: Condition,
  wanted: { readonly operator: string; readonly key: string; readonly value: string },
): boolean =>
  given.operator === wanted.operator &&
  given.key.text.toLowerCase() === wanted.key &&
  given.values.length > 0 &&
  given.values.every(({ text }) => text === wanted.value);

/** Whether the sets grant everything that a statement allows. */
export const isWithinSets = ({
  actions,
  notActions,
  resources,
  notResources,
  conditions,
}: Statement) =>
  notActions.length === 0 &&
  notResources.length === 0 &&
  actions.every(({ text }) => resources.every((on) => isGrantedBySets(text, on.text, conditions)));
