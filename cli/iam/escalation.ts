import { truthOf } from "./condition-truth";
import { type ActionChoice, ESCALATION_PATHS, type EscalationPath } from "./paths";
import { PUBLIC_LISTS } from "./public-lists";
import { isEveryRole, resourcesFor } from "./resources";
import { type Condition, type PolicyStatement, listOf } from "./statement";
import { coversAction, coversArn, overlapsArn } from "./wildcards";

export { ESCALATION_PATHS, type EscalationPath } from "./paths";

/** An action of a path, and a statement that allows or denies it. */
export interface PathStep {
  readonly action: string;
  /** The index of the statement. */
  readonly statement: number;
  /** Its resources that the action applies to. */
  readonly resources: readonly string[];
  readonly condition?: Condition;
  /** Whether every request of the path meets the condition. */
  readonly isCertain: boolean;
}

/** A path that statements allow, and whether others deny it. */
export interface FoundPath {
  readonly path: EscalationPath;
  /** The ids of paths in {@link PUBLIC_LISTS} that it covers and the statements allow. */
  readonly publicIds: readonly string[];
  /**
   * `closed`: denied wherever it is allowed. `narrowed`: denied on some resources or under some conditions. `open`: not denied.
   */
  readonly state: "open" | "narrowed" | "closed";
  /** Whether an action that it needs is allowed under conditions only. */
  readonly conditional: boolean;
  readonly allowedBy: readonly PathStep[];
  readonly deniedBy: readonly PathStep[];
}

export interface EscalationOptions {
  /** ARNs of the role with the statements. @default - any role */
  readonly ownRoleArns?: readonly string[];
}

/** An allowed action on one resource, and how much of it denials leave. */
interface Allowed {
  readonly step: PathStep;
  readonly resource: string;
  readonly left: "all" | "some" | "none";
}

/**
 * The known paths that statements open, in the order of {@link ESCALATION_PATHS}.
 *
 * The statements count as one policy of one role. Only conditions with a value that the path determines are evaluated (the
 * service that a role is passed to, a boundary, a date in the past; see condition-truth.ts). With any other condition, an action
 * counts as allowed ({@link FoundPath.conditional}), and a denial never closes a path completely.
 */
export async function escalationPathsIn(
  statements: readonly PolicyStatement[],
  options: EscalationOptions = {},
): Promise<FoundPath[]> {
  const found = await Promise.all(
    ESCALATION_PATHS.map((path) => evaluate(path, statements, options)),
  );
  return found.flatMap((each) => each ?? []);
}

async function evaluate(
  path: EscalationPath,
  statements: readonly PolicyStatement[],
  { ownRoleArns }: EscalationOptions,
): Promise<FoundPath | undefined> {
  const own = path.on === "own-role" ? ownRoleArns : undefined;
  const denied = await steps("Deny", path, path.needs.flat(), statements);
  const needs = await Promise.all(
    path.needs.map(async (choice) => {
      const allowed = await steps("Allow", path, choice, statements);
      return allowed
        .flatMap((step) => step.resources.map((resource) => ({ step, resource })))
        .filter(({ resource }) => own?.some((arn) => overlapsArn(resource, arn)) ?? true)
        .filter(({ resource }) => path.on !== "any-role" || isEveryRole(resource))
        .map((each): Allowed => ({ ...each, left: leftOf(each, denied, own) }));
    }),
  );
  const reachable = path.on === "same-role" ? onSameRole(needs) : needs;
  if (reachable.some((need) => need.length === 0)) return undefined;
  const alive = reachable.map((need) => need.filter(({ left }) => left !== "none"));
  const isClosed = alive.some((need) => need.length === 0);
  const isNarrowed = alive.some((need) => need.every(({ left }) => left === "some"));
  const counting = isClosed ? reachable : alive;
  return {
    path,
    publicIds: await publicIdsOf(path, statements),
    state: isClosed ? "closed" : isNarrowed ? "narrowed" : "open",
    conditional: counting.some((need) => need.every(({ step }) => !step.isCertain)),
    allowedBy: merged(counting.flat()),
    deniedBy: denied.flatMap((step) => relevant(step, reachable.flat())),
  };
}

/** The paths of the public lists whose actions are all allowed. */
async function publicIdsOf(
  path: EscalationPath,
  statements: readonly PolicyStatement[],
): Promise<string[]> {
  const listed = PUBLIC_LISTS.flatMap(({ paths }) => paths).filter((each) => each.path === path.id);
  const isAllowed = async (action: string) =>
    (await steps("Allow", path, [action], statements)).length > 0;
  const found = await Promise.all(
    listed.map(async ({ id, needs }) =>
      (await Promise.all(needs.map(isAllowed))).every(Boolean) ? [id] : [],
    ),
  );
  return found.flat();
}

/** The statements with an effect on some actions, without those whose condition the path never meets. */
async function steps(
  effect: PolicyStatement["Effect"],
  path: EscalationPath,
  actions: ActionChoice,
  statements: readonly PolicyStatement[],
): Promise<PathStep[]> {
  const found = actions.flatMap((action) =>
    statements.flatMap((each, statement) => {
      const truth = truthOf(each.Condition, action, path);
      if (each.Effect !== effect || !isAbout(each, action) || truth === "never") return [];
      const resources = resourcesOf(each).filter((resource) => canChange(action, resource));
      return [
        { action, statement, resources, condition: each.Condition, isCertain: truth === "always" },
      ];
    }),
  );
  const narrowed = await Promise.all(
    found.map(async (step) => ({
      ...step,
      resources: await resourcesFor(step.action, step.resources),
    })),
  );
  return narrowed.filter(({ resources }) => resources.length > 0);
}

const isAbout = ({ Action, NotAction }: PolicyStatement, action: string): boolean =>
  NotAction === undefined
    ? listOf(Action).some((pattern) => coversAction(pattern, action))
    : !listOf(NotAction).some((pattern) => coversAction(pattern, action));

/** Only AWS can change AWS managed policies. */
const canChange = (action: string, resource: string): boolean =>
  !/^iam:(CreatePolicyVersion|SetDefaultPolicyVersion)$/.test(action) ||
  !/^arn:[^:]*:iam::aws:/.test(resource);

/** `NotResource` counts as all resources in an Allow statement, and as none in a Deny statement. */
function resourcesOf({ Effect, Resource, NotResource }: PolicyStatement): readonly string[] {
  if (NotResource === undefined) return listOf(Resource);
  return Effect === "Allow" ? ["*"] : [];
}

/** How much denials leave of an action on a resource; with `own`, on the role itself. */
function leftOf(
  { step, resource }: Pick<Allowed, "step" | "resource">,
  denied: readonly PathStep[],
  own: readonly string[] | undefined,
): Allowed["left"] {
  const parts = own?.filter((arn) => overlapsArn(resource, arn)) ?? [resource];
  const denials = denied.filter(({ action }) => action === step.action);
  const isWholly = (part: string) =>
    denials.some(
      ({ resources, isCertain }) => isCertain && resources.some((each) => coversArn(each, part)),
    );
  const isPartly = (part: string) =>
    denials.some(({ resources }) => resources.some((each) => overlapsArn(each, part)));
  if (parts.every(isWholly)) return "none";
  return parts.some(isPartly) ? "some" : "all";
}

/** Keeps the resources that overlap with one of every other need: the same role. */
function onSameRole(needs: readonly (readonly Allowed[])[]): readonly (readonly Allowed[])[] {
  return needs.map((need) =>
    need.filter(({ resource }) =>
      needs.every((others) => others.some((other) => overlapsArn(resource, other.resource))),
    ),
  );
}

/** Merges the resources of the same step. */
function merged(allowed: readonly Allowed[]): PathStep[] {
  const byStep = new Map<PathStep, string[]>();
  for (const { step, resource } of allowed) {
    byStep.set(step, [...(byStep.get(step) ?? []), resource]);
  }
  return [...byStep].map(([step, resources]) => ({ ...step, resources }));
}

/** A denial, limited to resources that are allowed; none if there are none. */
function relevant(denial: PathStep, allowed: readonly Allowed[]): PathStep[] {
  const resources = denial.resources.filter((each) =>
    allowed.some(
      ({ step, resource }) => step.action === denial.action && overlapsArn(each, resource),
    ),
  );
  return resources.length > 0 ? [{ ...denial, resources }] : [];
}
