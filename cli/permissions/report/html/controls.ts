import { ACCESS_LEVELS } from "../../../iam/actions";
import { type PermissionReport, type ReportRow, SCOPES } from "../report";
import { SCOPE_WORDS, conditionsText } from "../words";
import { type Markup, html, none } from "../../../html/markup";
import { searchField } from "../../../html/search";

type Choice = readonly [value: string, label: string];

/** Search and filters; they need the page's script. */
export function controls({ roles }: PermissionReport): Markup {
  const policies = roles.flatMap((role) => role.policies);
  const rows = policies.flatMap((policy) => policy.rows);
  return html`<form
    class="controls needs-js"
    role="search"
    aria-label="Search and filter"
    id="controls"
  >
    ${searchField("Action, service, ARN, …", html`<kbd>/</kbd> to search, <kbd>Esc</kbd> to clear`)}
    <p class="result" role="status" aria-live="polite" id="result"></p>
    <details class="filters" id="filters">
      <summary>Filters <span id="active"></span></summary>
      <div class="fields">
        ${select("service", "Service", "Every service", servicesOf(rows))}
        ${select("level", "Access level", "Every level", same(ACCESS_LEVELS))}
        ${select(
          "scope",
          "Resource scope",
          "Every scope",
          SCOPES.map((scope): Choice => [scope, SCOPE_WORDS[scope]]),
        )}
        ${select("condition", "Condition", "With and without", conditionsOf(rows))}
        ${select("set", "Permission set", "Every set", same(unique(policies.map(({ id }) => id))))}
        ${
          roles.length < 2
            ? none
            : select(
                "role",
                "Role",
                "Every role",
                roles.map(({ id, title }): Choice => [id, title]),
              )
        }
        <label class="check"
          ><input type="checkbox" name="escalation" id="escalation-only" /> Escalation paths
          only</label
        >
        <button type="button" data-clear>Clear all</button>
      </div>
    </details>
  </form>`;
}

const select = (name: string, label: string, all: string, choices: readonly Choice[]): Markup =>
  html`<label for="f-${name}"
    >${label}<select id="f-${name}" name="${name}">
      <option value="">${all}</option>
      ${choices.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select></label
  > `;

const servicesOf = (rows: readonly ReportRow[]): Choice[] =>
  [...new Map(rows.map(({ service, serviceName }) => [service, serviceName]))]
    .map(([service, name]): Choice => [service, `${service} (${name})`])
    .sort(([a], [b]) => (a < b ? -1 : 1));

const conditionsOf = (rows: readonly ReportRow[]): Choice[] => [
  ["none", "No condition"],
  ["any", "Any condition"],
  ...same(unique(rows.map(conditionsText)).filter((text) => text !== "")),
];

const same = (values: readonly string[]): Choice[] => values.map((value) => [value, value]);

const unique = (values: readonly string[]): string[] => [...new Set(values)];
