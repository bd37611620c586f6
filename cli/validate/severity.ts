import type { Severity } from "./finding";

/** From the least to the worst. */
export const SEVERITIES = ["note", "warning", "error"] as const satisfies readonly Severity[];

/** Whether one severity is at least another. */
export const isAtLeast = (severity: Severity, least: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);

/** The worst of some. */
export const worstOf = (one: Severity, ...others: readonly Severity[]): Severity =>
  others.reduce((worst, each) => (isAtLeast(each, worst) ? each : worst), one);
