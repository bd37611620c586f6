import {
  ACCESS_LEVELS,
  type AccessLevel,
  actionInfo,
  expandAction,
  partsOf,
} from "../../iam/actions";
import { type Breadth, breadthOf } from "../../iam/breadth";
import { hasWildcard } from "../../iam/wildcards";
import type { Severity } from "../finding";
import { type LocatedText, fillGaps, isFullyKnown } from "../../terraform/values/located-value";
import type { Statement } from "../policies/policy";
import { isGrantedBySets } from "./permission-sets";

/** The worst that a written action grants beyond the permission sets. */
export interface Exposure {
  /** The action as written: `s3:Put*`. */
  readonly written: LocatedText;
  /** The worst action that it matches: `s3:PutBucketPolicy`; `*` for all actions. */
  readonly action: string;
  readonly level: AccessLevel;
  readonly resource: LocatedText;
  /** Whether AWS can limit the action to resources. */
  readonly isLimitable: boolean;
  readonly breadth: Breadth;
  readonly severity: Severity;
}

/** From the lowest to the highest; `undefined` is not reported. */
const STEPS = [undefined, "note", "warning", "error"] as const;
type Step = (typeof STEPS)[number];

/** The severity by access level and breadth; `unlimitable` actions can't be limited to resources. */
export const SEVERITIES: Readonly<
  Record<AccessLevel, Readonly<Record<Breadth | "unlimitable", Step>>>
> = {
  "Permissions management": {
    everything: "error",
    pattern: "error",
    named: "warning",
    unlimitable: "error",
  },
  // The conditions of the permission sets depend on tags.
  Tagging: { everything: "error", pattern: "warning", named: "note", unlimitable: "warning" },
  Write: { everything: "error", pattern: "warning", named: "note", unlimitable: "warning" },
  Read: { everything: "warning", pattern: "note", named: undefined, unlimitable: "note" },
  List: { everything: "note", pattern: undefined, named: undefined, unlimitable: "note" },
};

/**
 * What a statement grants beyond the permission sets: the worst of each written action. An action that doesn't exist, or
 * doesn't apply to the resources, grants nothing. A condition lowers the severity by a step.
 */
export async function exposuresOf(statement: Statement): Promise<Exposure[]> {
  const { effect, actions, resources, conditions } = statement;
  if (effect !== "Allow") return [];
  const found = await Promise.all(
    actions
      .filter(({ text }) => isFullyKnown(text))
      .map(async (written) => {
        const each = await Promise.all(
          resources.map(async (resource) =>
            isGrantedBySets(written.text, resource.text, conditions)
              ? []
              : exposures(written, resource, statement),
          ),
        );
        const steps = conditions.length === 0 ? 0 : 1;
        return each
          .flat()
          .flatMap((exposure): Exposure[] => {
            const severity = lowered(severityOf(exposure), steps);
            return severity === undefined ? [] : [{ ...exposure, severity }];
          })
          .sort(worstFirst)
          .slice(0, 1);
      }),
  );
  return found.flat();
}

type Ungraded = Omit<Exposure, "severity">;

/** Everything that a written action grants on a resource beyond the permission sets. */
async function exposures(
  written: LocatedText,
  resource: LocatedText,
  { conditions }: Statement,
): Promise<Ungraded[]> {
  const service = serviceOf(resource.text);
  if (/^\*+$/.test(written.text) && service === undefined)
    return [
      {
        written,
        action: "*",
        level: "Permissions management",
        resource,
        isLimitable: true,
        breadth: isFullyKnown(resource.text) ? "everything" : "named",
      },
    ];
  const found = await Promise.all(
    (await standsFor(written.text, service)).map(async (action): Promise<Ungraded[]> => {
      const info = await actionInfo(action);
      const breadth = await breadthOf(action, resource.text);
      if (info === undefined || breadth === undefined) return [];
      const isLimitable = info.resourceTypes.length > 0;
      // An action that can't be limited has no resource to compare.
      const on = isLimitable ? resource.text : undefined;
      return isGrantedBySets(action, on, conditions)
        ? []
        : [{ written, action: info.name, level: info.accessLevel, resource, isLimitable, breadth }];
    }),
  );
  return found.flat();
}

/** The actions that a written one matches; of all services only that of the resource, if it names one. */
async function standsFor(written: string, service: string | undefined): Promise<readonly string[]> {
  if (!hasWildcard(written)) return [written];
  const [wanted, name] = /^\*+$/.test(written) ? ["*", "*"] : partsOf(written);
  return expandAction(
    hasWildcard(wanted) && service !== undefined ? `${service}:${name}` : written,
  );
}

/** The service of an ARN. Gaps are filled first: they may contain colons (`${AWS::Partition}`). */
const serviceOf = (resource: string): string | undefined =>
  /^arn:[^:]*:([a-z0-9-]+):/.exec(fillGaps(resource, "x"))?.[1];

const severityOf = ({ level, breadth, isLimitable }: Ungraded): Step =>
  SEVERITIES[level][isLimitable ? breadth : "unlimitable"];

const lowered = (severity: Step, steps: number): Step =>
  STEPS[Math.max(0, STEPS.indexOf(severity) - steps)];

const worstFirst = (a: Exposure, b: Exposure): number =>
  STEPS.indexOf(b.severity) - STEPS.indexOf(a.severity) ||
  ACCESS_LEVELS.indexOf(b.level) - ACCESS_LEVELS.indexOf(a.level) ||
  (a.action < b.action ? -1 : a.action > b.action ? 1 : 0);
