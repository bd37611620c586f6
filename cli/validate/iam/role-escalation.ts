import { type EscalationPath, escalationPathsIn } from "../../iam/escalation";
import { coversAction } from "../../iam/wildcards";
import { type LocatedText, isFullyKnown, uniqueBy } from "../../terraform/values/located-value";
import { type Policy, type Role, type Statement, identityPolicies } from "../policies/policy";
import { statementsOf } from "./statement-checks";
import { comparableStatement, ownArn } from "./comparable-statement";
import { isWithinSets } from "./permission-sets";

/** An action in a statement of a role. */
export interface Grant {
  readonly policy: Policy;
  readonly statement: Statement;
  /** The action as written: `iam:*`, or the first of `NotAction`. */
  readonly written: LocatedText;
}

/** A known escalation path, and the grants of a role that open it. */
export interface Way {
  readonly path: EscalationPath;
  /** The actions that the path needs. */
  readonly actions: readonly string[];
  readonly grants: readonly Grant[];
  /** Whether a condition, a denial or a boundary may close it. */
  readonly isUncertain: boolean;
}

/**
 * The escalation paths of a role, by the statements that open them. Each statement that opens a path alone counts separately,
 * because each has to be fixed.
 *
 * @param isGuarded whether a guardrail outside of the configuration denies changes to the role itself
 * @returns for each statement, or combination of statements, all paths that it opens
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

/** The steps of each statement that opens a path alone; if none does, the steps of all together. */
function minimalSteps(path: EscalationPath, steps: readonly Step[]): (readonly Step[])[] {
  const alone = [...new Set(steps.map(({ statement }) => statement))]
    .map((statement) => steps.filter((step) => step.statement === statement))
    .filter((own) =>
      path.needs.every((choice) => own.some(({ action }) => choice.includes(action))),
    );
  return alone.length > 0 ? alone : [steps];
}

/** The written actions of a statement that cover an action. */
function grantsOf({ policy, statement }: Omit<Grant, "written">, action: string): readonly Grant[] {
  const { actions, notActions } = statement;
  const written =
    notActions.length > 0
      ? notActions.slice(0, 1)
      : actions.filter(({ text }) => isFullyKnown(text) && coversAction(text, action));
  return written.map((each) => ({ policy, statement, written: each }));
}

/** The grants of some ways without duplicates, in the order of their statements. */
export const uniqueGrants = (ways: readonly Way[]): Grant[] =>
  uniqueBy(
    ways.flatMap(({ grants }) => grants),
    ({ statement, written }) => JSON.stringify([statement.range, statement.title, written]),
  );
