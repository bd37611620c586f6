import type { Severity } from "./finding";

/** From the lowest to the highest. */
export const SEVERITIES = ["note", "warning", "error"] as const satisfies readonly Severity[];

export const isAtLeast = (severity: Severity, least: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);

/** The highest of several severities. */
export const worstOf = (one: Severity, ...others: readonly Severity[]): Severity =>
  others.reduce((worst, each) => (isAtLeast(each, worst) ? each : worst), one);
