import { ACCESS_LEVELS } from "../../iam/actions";
import { conditionText } from "./conditions";
import type {
  Counts,
  NotAllowed,
  PermissionReport,
  ReportPath,
  ReportPolicy,
  ReportRole,
  TrustStatement,
} from "./report";
import {
  SCOPE_WORDS,
  NOT_ALLOWED_HINT,
  caveatsOf,
  choiceOf,
  conditionsText,
  kindText,
  stateText,
  titleOf,
} from "./words";

/** The report as Markdown, readable on GitHub and in a terminal. */
export const markdownOf = (report: PermissionReport): string =>
  [
    `# ${titleOf(report)}`,
    `**${report.verdict[0]!}**`,
    ...report.verdict.slice(1),
    choiceOf(report),
    ...waysTo(report),
    countsTable(report.counts),
    list(caveatsOf(report)),
    ...report.roles.flatMap(roleSection),
    "## What it can't do directly",
    NOT_ALLOWED_HINT,
    list(report.notAllowed.map(notAllowedText)),
  ].join("\n\n");

/** The section on escalation paths. */
const waysTo = ({ roles }: PermissionReport): string[] => [
  "## Privilege escalation paths",
  ...roles.flatMap(({ title, escalation }) => [
    `### ${title}`,
    escalation.length === 0 ? "No known path is open." : list(escalation.map(pathText)),
  ]),
];

/** A Markdown table; cells are escaped. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Inline code. */
export const code = (text: string): string =>
  text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;

const countsTable = (counts: Counts): string =>
  markdownTable(
    ["", "count"],
    [
      ["Allowed actions", String(counts.actions)],
      ...ACCESS_LEVELS.map((level) => [`… ${level}`, String(counts.byAccessLevel[level])]),
      ["Services", String(counts.services)],
      ["Grants with a wildcard in the action", String(counts.wildcardActions)],
      ["Grants on all resources", String(counts.allResources)],
      ["Grants under a condition", String(counts.conditional)],
      ["AWS managed policies", String(counts.managedPolicies)],
      ["Escalation paths, open", String(counts.escalationPaths.open)],
      ["… open except for what a guardrail denies", String(counts.escalationPaths.narrowed)],
      ["… closed by a guardrail", String(counts.escalationPaths.closed)],
    ],
  );

const roleSection = (role: ReportRole): string[] => [
  `## ${role.title}`,
  `${role.purpose} ${code(role.arn)}`,
  "### Who may assume it",
  list(role.trust.map(trustText)),
  "### Permissions",
  ...role.policies.flatMap(policySection),
];

const trustText = ({ when, principals, actions, conditions }: TrustStatement): string =>
  [
    when === null ? "" : `If ${when}: `,
    `${principals.map(code).join(", ")} by ${actions.map(code).join(", ")}`,
    conditions.length === 0
      ? ""
      : `, where ${conditions.map((each) => code(conditionText(each))).join(" and ")}`,
  ].join("");

function policySection(policy: ReportPolicy): string[] {
  const { managedPolicy, purpose, rows } = policy;
  const head = [
    `#### ${policy.id} (${kindText(policy)})`,
    purpose,
    ...(policy.reasons.length === 0
      ? []
      : [
          list(policy.reasons.map(({ actions, why }) => `${actions.map(code).join(", ")}: ${why}`)),
        ]),
  ];
  if (managedPolicy !== null) {
    const { name, arn, url } = managedPolicy;
    return [...head, `AWS managed policy [${name}](${url}), ${code(arn)}. AWS may change it.`];
  }
  const isDenial = rows.some(({ effect }) => effect === "Deny");
  return [
    ...head,
    markdownTable(
      [
        isDenial ? "Denied action" : "Action",
        "Access level",
        "Scope",
        "On",
        "Condition",
        "Escalation",
      ],
      rows.map((row) => [
        code(row.action),
        row.accessLevels.join(", "),
        SCOPE_WORDS[row.scope],
        row.resources.map(code).join(", "),
        row.conditions.length === 0 ? "" : code(conditionsText(row)),
        row.escalation.join(", "),
      ]),
    ),
  ];
}

const pathText = (path: ReportPath): string =>
  [
    `**${path.title}** (${code(path.id)}): ${stateText(path)}`,
    path.conditional ? ", under a condition" : "",
    path.permissionSets.length === 0 ? "" : `; by ${path.permissionSets.join(", ")}`,
    `. ${path.how} [Source](${path.source})`,
  ].join("");

const notAllowedText = ({ title, why, actions, role }: NotAllowed): string =>
  `${title}${why === "denied" ? ` (denied by a guardrail of the ${role} role)` : ""}: ${actions.map(code).join(", ")}`;

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join("\n");
