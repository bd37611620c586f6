import { truthOf } from "./condition-truth";
import { type ActionChoice, ESCALATION_PATHS, type EscalationPath } from "./paths";
import { PUBLIC_LISTS } from "./public-lists";
import { isEveryRole, resourcesFor } from "./resources";
import { type Condition, type PolicyStatement, listOf } from "./statement";
import { coversAction, coversArn, overlapsArn } from "./wildcards";

export { ESCALATION_PATHS, type EscalationPath } from "./paths";

/** An action that a path needs, and a statement that allows or denies it. */
export interface PathStep {
  readonly action: string;
  /** Which of the statements, from 0. */
  readonly statement: number;
  /** Those of its resources that matter to the action. */
  readonly resources: readonly string[];
  readonly condition?: Condition;
  /** Whether the condition, if there is one, is met by every request of the path. */
  readonly isCertain: boolean;
}

/** A path that some statements open, were it not for others that deny. */
export interface FoundPath {
  readonly path: EscalationPath;
  /** Ids of the paths of {@link PUBLIC_LISTS} that it covers and that the statements allow. */
  readonly publicIds: readonly string[];
  /**
   * `closed`: what it needs is denied wherever it is allowed. `narrowed`: it is denied on some resources or under some
   * conditions. `open`: nothing is denied of it.
   */
  readonly state: "open" | "narrowed" | "closed";
  /** Something that it needs is allowed under conditions only. */
  readonly conditional: boolean;
  readonly allowedBy: readonly PathStep[];
  readonly deniedBy: readonly PathStep[];
}

export interface EscalationOptions {
  /** ARNs of the role that has the statements. @default - it may be any role */
  readonly ownRoleArns?: readonly string[];
}

/** An action on one resource, and what denials leave of it. */
interface Allowed {
  readonly step: PathStep;
  readonly resource: string;
  readonly left: "all" | "some" | "none";
}

/**
 * Which of the known paths some statements open, in the order of {@link ESCALATION_PATHS}.
 *
 * The statements count as one policy of one role. Of conditions only those are evaluated whose value the path knows (the
 * service that a role is passed to, a boundary, a date in the past; see condition-truth.ts). What stands under another
 * counts as allowed (and as {@link FoundPath.conditional}), and a denial under another closes nothing wholly.
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

/** The paths of the public lists whose every action is allowed somewhere. */
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

/** The statements of one effect that are about some actions, but for those whose condition the path never meets. */
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

/** Nobody but AWS changes its own managed policies. */
const canChange = (action: string, resource: string): boolean =>
  !/^iam:(CreatePolicyVersion|SetDefaultPolicyVersion)$/.test(action) ||
  !/^arn:[^:]*:iam::aws:/.test(resource);

/** Everything but some resources counts as everything where it is allowed, and as nothing for certain where denied. */
function resourcesOf({ Effect, Resource, NotResource }: PolicyStatement): readonly string[] {
  if (NotResource === undefined) return listOf(Resource);
  return Effect === "Allow" ? ["*"] : [];
}

/** What denials leave of an action on a resource; with `own`, of the part of it that is the own role. */
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

/** Only what reaches a role that every need reaches. */
function onSameRole(needs: readonly (readonly Allowed[])[]): readonly (readonly Allowed[])[] {
  return needs.map((need) =>
    need.filter(({ resource }) =>
      needs.every((others) => others.some((other) => overlapsArn(resource, other.resource))),
    ),
  );
}

/** Steps again, each with those of its resources that were found. */
function merged(allowed: readonly Allowed[]): PathStep[] {
  const byStep = new Map<PathStep, string[]>();
  for (const { step, resource } of allowed) {
    byStep.set(step, [...(byStep.get(step) ?? []), resource]);
  }
  return [...byStep].map(([step, resources]) => ({ ...step, resources }));
}

/** A denial, if it takes away anything of what is allowed. */
function relevant(denial: PathStep, allowed: readonly Allowed[]): PathStep[] {
  const resources = denial.resources.filter((each) =>
    allowed.some(
      ({ step, resource }) => step.action === denial.action && overlapsArn(each, resource),
    ),
  );
  return resources.length > 0 ? [{ ...denial, resources }] : [];
}
