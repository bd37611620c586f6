import { type EscalationPath, escalationPathsIn } from "../../iam/escalation";
import { coversAction } from "../../iam/wildcards";
import { type LocatedText, isFullyKnown, uniqueBy } from "../../terraform/values/located-value";
import { type Policy, type Role, type Statement, identityPolicies } from "../policies/policy";
import { statementsOf } from "./statement-checks";
import { comparableStatement, ownArn } from "./comparable-statement";
import { isWithinSets } from "./permission-sets";

/** An action as a statement of a role has it. */
export interface Grant {
  readonly policy: Policy;
  readonly statement: Statement;
  /** As it is written: `iam:*`, or the first of `NotAction`. */
  readonly written: LocatedText;
}

/** A known way to more permissions, and what a role has of it. */
export interface Way {
  readonly path: EscalationPath;
  /** The actions that it takes. */
  readonly actions: readonly string[];
  readonly grants: readonly Grant[];
  /** Whether a condition, a denial or a boundary may close it. */
  readonly isUncertain: boolean;
}

/**
 * The ways that a role has to more permissions, by the statements that open them: those that open a way alone count each
 * for itself, as each has to be fixed.
 *
 * @param isGuarded whether something that isn't seen here denies it changing itself
 * @returns for each statement, or several that do so together, all ways that they open
 */
export async function escalationWays(
  role: Role,
  isGuarded: boolean,
): Promise<readonly (readonly Way[])[]> {
  const all = statementsOf(identityPolicies(role)).filter(
    ({ statement }) => statement.effect !== undefined,
  );
  const statements = all.map(({ statement }) => comparableStatement(role, statement));
  const ofSets = all.map(({ statement }) => isWithinSets(statement));
  const found = await escalationPathsIn(statements, { ownRoleArns: [ownArn(role)] });
  const byStatements = new Map<string, Way[]>();
  for (const { path, allowedBy, state } of found) {
    if (state === "closed") continue;
    const isOwn = path.on === "own-role";
    if (isOwn && isGuarded) continue;
    for (const steps of minimalSteps(path, allowedBy)) {
      if (!isOwn && steps.every((step) => ofSets[step.statement])) continue;
      const key = [...new Set(steps.map(({ statement }) => statement))].join();
      const isConditional = path.needs.some((choice) =>
        steps.filter(({ action }) => choice.includes(action)).every((step) => step.condition),
      );
      const way = {
        path,
        actions: [...new Set(steps.map(({ action }) => action))],
        grants: steps.flatMap(({ statement, action }) => grantsOf(all[statement]!, action)),
        isUncertain:
          isConditional ||
          role.hasBoundary ||
          (isOwn ? role.isExternal === true : state === "narrowed"),
      };
      byStatements.set(key, [...(byStatements.get(key) ?? []), way]);
    }
  }
  return [...byStatements.values()];
}

type Step = Awaited<ReturnType<typeof escalationPathsIn>>[number]["allowedBy"][number];

/** The steps of each statement that has all that a path needs; where there is none, those of all together. */
function minimalSteps(path: EscalationPath, steps: readonly Step[]): (readonly Step[])[] {
  const alone = [...new Set(steps.map(({ statement }) => statement))]
    .map((statement) => steps.filter((step) => step.statement === statement))
    .filter((own) =>
      path.needs.every((choice) => own.some(({ action }) => choice.includes(action))),
    );
  return alone.length > 0 ? alone : [steps];
}

/** What a statement has of an action. */
function grantsOf({ policy, statement }: Omit<Grant, "written">, action: string): readonly Grant[] {
  const { actions, notActions } = statement;
  const written =
    notActions.length > 0
      ? notActions.slice(0, 1)
      : actions.filter(({ text }) => isFullyKnown(text) && coversAction(text, action));
  return written.map((each) => ({ policy, statement, written: each }));
}

/** Each of some grants once, in the order in which they stand in their statements. */
export const uniqueGrants = (ways: readonly Way[]): Grant[] =>
  uniqueBy(
    ways.flatMap(({ grants }) => grants),
    ({ statement, written }) => JSON.stringify([statement.range, statement.title, written]),
  );
