import { ACCESS_LEVELS } from "../../iam/actions";
import { hasWildcard } from "../../iam/wildcards";
import { type Exposure, SEVERITIES } from "./exposure";
import { withoutBraces } from "../../terraform/values/located-value";
import { listed } from "./statement-checks";

/** The actions with their access level: `iam:* (permissions management, such as iam:AddUserToGroup) and s3:PutObject (write)` */
export function describeActions(exposures: readonly Exposure[]): string {
  const levels = [...ACCESS_LEVELS].reverse().flatMap((level) => {
    const of = exposures.filter((each) => each.level === level);
    if (of.length === 0) return [];
    const names = of.map(({ written: { text } }) => (text === "*" ? "anything (*)" : text));
    if (of.every(({ action }) => action === "*")) return names;
    const example = of.find(({ written, action }) => hasWildcard(written.text) && action !== "*");
    return [
      `${listed(names)} (${level.toLowerCase()}${example === undefined ? "" : `, such as ${example.action}`})`,
    ];
  });
  return listed(levels);
}

/** `everything (*)`, or the resources. */
export const describeResources = (exposures: readonly Exposure[]): string =>
  listed(
    [...new Set(exposures.map(({ resource }) => resource.text))].map((text) =>
      text === "*" ? "everything (*)" : withoutBraces(text),
    ),
  );

/** {@link SEVERITIES} as a Markdown table. */
export function severityTable(): string {
  const columns = {
    everything: "everything",
    pattern: "resources that match a pattern",
    named: "named resources",
    unlimitable: "AWS can't limit it to a resource",
  } as const;
  const keys = Object.keys(columns) as (keyof typeof columns)[];
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    row(["", ...Object.values(columns)]),
    row(["", ...keys].map(() => "---")),
    ...[...ACCESS_LEVELS]
      .reverse()
      .map((level) => row([level, ...keys.map((key) => SEVERITIES[level][key] ?? "")])),
  ].join("\n");
}
