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

/** What a written action lets somebody do that no permission set does: the worst of it. */
export interface Exposure {
  /** The action as it is written: `s3:Put*`. */
  readonly written: LocatedText;
  /** The worst of the actions that it stands for: `s3:PutBucketPolicy`; `*` for all that there are. */
  readonly action: string;
  readonly level: AccessLevel;
  readonly resource: LocatedText;
  /** Whether AWS can limit the action to resources at all. */
  readonly isLimitable: boolean;
  readonly breadth: Breadth;
  readonly severity: Severity;
}

/** From the least to the worst; what is less than a note is not worth a word. */
const STEPS = [undefined, "note", "warning", "error"] as const;
type Step = (typeof STEPS)[number];

/** How bad it is to be able to do something of a level, to how much; `unlimitable` is what AWS can limit to nothing. */
export const SEVERITIES: Readonly<
  Record<AccessLevel, Readonly<Record<Breadth | "unlimitable", Step>>>
> = {
  "Permissions management": {
    everything: "error",
    pattern: "error",
    named: "warning",
    unlimitable: "error",
  },
  // Tags decide what the permission sets' conditions let the connector have.
  Tagging: { everything: "error", pattern: "warning", named: "note", unlimitable: "warning" },
  Write: { everything: "error", pattern: "warning", named: "note", unlimitable: "warning" },
  Read: { everything: "warning", pattern: "note", named: undefined, unlimitable: "note" },
  List: { everything: "note", pattern: undefined, named: undefined, unlimitable: "note" },
};

/**
 * What a statement allows beyond the permission sets: of each written action the worst, and nothing of those that are
 * not worth a word. An action that AWS doesn't have, or that can't work on the resources, grants nothing.
 * A condition makes it a step less bad.
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

/** All that a written action lets somebody do to a resource. */
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
      // A set has it on whatever stands for everything there.
      const on = isLimitable ? resource.text : undefined;
      return isGrantedBySets(action, on, conditions)
        ? []
        : [{ written, action: info.name, level: info.accessLevel, resource, isLimitable, breadth }];
    }),
  );
  return found.flat();
}

/** The actions that a written one stands for; of all services only that of the resource, where it has one. */
async function standsFor(written: string, service: string | undefined): Promise<readonly string[]> {
  if (!hasWildcard(written)) return [written];
  const [wanted, name] = /^\*+$/.test(written) ? ["*", "*"] : partsOf(written);
  return expandAction(
    hasWildcard(wanted) && service !== undefined ? `${service}:${name}` : written,
  );
}

/** The service of an ARN, where that is one: what isn't known of it may have colons, too (`${AWS::Partition}`). */
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
