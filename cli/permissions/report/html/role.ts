import { conditionText } from "../conditions";
import type { ReportPolicy, ReportRole, ReportRow, TrustStatement } from "../report";
import { plural } from "../../../terminal/plural";
import { SCOPE_WORDS, conditionsText, kindText } from "../words";
import { type Markup, breakable, html, none } from "../../../html/markup";
import { slug } from "./summary";

/** The section of a role: its trust policy, and what each of its policies allows or denies. */
export const roleSection = (role: ReportRole): Markup =>
  html`<section class="role" id="role-${role.id}" aria-labelledby="role-${role.id}-title">
    <h2 id="role-${role.id}-title">${role.title}</h2>
    <p>${role.purpose}</p>
    <p class="arn"><code>${breakable(role.arn)}</code></p>
    <section class="trust" aria-labelledby="trust-${role.id}">
      <h3 id="trust-${role.id}">Who may assume it</h3>
      <ul>
        ${role.trust.map(trust)}
      </ul>
    </section>
    ${role.policies.map((policy) => policySection(role, policy))}
  </section>`;

const trust = ({ when, principals, actions, conditions }: TrustStatement): Markup =>
  html`<li>
    ${when === null ? none : html`<span class="badge quiet">If ${when}</span> `}${principals.map((each) => html`<code>${breakable(each)}</code> `)}by
    ${actions.map((each) => html`<code>${each}</code> `)}${
      conditions.length === 0
        ? none
        : html`<ul class="conditions">
            ${conditions.map((each) => html`<li>where <code>${breakable(conditionText(each))}</code></li>`)}
          </ul>`
    }
  </li>`;

function policySection(role: ReportRole, policy: ReportPolicy): Markup {
  const { id, kind, name, purpose, managedPolicy, rows } = policy;
  const anchor = `set-${role.id}-${id}`;
  return html`<section
    class="policy ${kind}"
    id="${anchor}"
    aria-labelledby="${anchor}-title"
    data-role="${role.id}"
    data-set="${id}"
  >
    <header>
      <h3 id="${anchor}-title"><a class="anchor" href="#${anchor}">${id}</a></h3>
      <span class="badge ${kind === "guardrail" ? "guard" : "quiet"}">${kindText(policy)}</span>
    </header>
    <p class="purpose">${purpose}</p>
    ${
      policy.reasons.length === 0
        ? none
        : html`<ul class="reasons">
            ${policy.reasons.map(({ actions, why }) => html`<li>${actions.map((each) => html`<code>${breakable(each)}</code> `)}${why}</li>`)}
          </ul>`
    }
    ${managedPolicy === null ? none : html`<p class="managed">AWS managed policy <a href="${managedPolicy.url}">${managedPolicy.name}</a>, <code>${breakable(managedPolicy.arn)}</code>. <em>AWS may change what it allows; its actions are not counted here.</em></p>`}
    ${
      rows.length === 0
        ? none
        : html`<p class="in-iam">Inline policy <code>${name}</code></p>
            ${table(policy)}`
    }
  </section>`;
}

const table = ({ id, kind, rows }: ReportPolicy): Markup =>
  html`<table role="table">
    <caption>
      ${kind === "guardrail" ? "Denied by" : "Allowed by"} ${id}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${["Action", "Access level", "On", "Condition", "Escalation"].map((title) => html`<th role="columnheader" scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(tableRow)}
    </tbody>
  </table>`;

const tableRow = (row: ReportRow): Markup =>
  html`<tr
    role="row"
    id="${row.id}"
    tabindex="-1"
    data-service="${row.service}"
    data-levels="${row.accessLevels.join("|")}"
    data-scope="${row.scope}"
    data-condition="${conditionsText(row)}"
    data-escalation="${row.escalation.length > 0 ? "yes" : "no"}"
    data-effect="${row.effect}"
  >
    <th role="rowheader" scope="row" class="action">
      ${row.effect === "Deny" ? html`<span class="badge guard">Denied</span> ` : none}<code>${breakable(row.action)}</code>${about(row)}
    </th>
    <td role="cell" data-label="Access level">
      ${row.accessLevels.map((level) => html`<span class="badge level-${slug(level)}">${level}</span> `)}
    </td>
    <td role="cell" data-label="On">
      <span class="scope ${row.scope}">${SCOPE_WORDS[row.scope]}</span
      >${row.resources.filter((each) => each !== "*").map((each) => html`<code>${breakable(each)}</code>`)}
    </td>
    <td role="cell" data-label="Condition">
      ${row.conditions.length === 0 ? html`<span class="no">none</span>` : row.conditions.map((each) => html`<code>${breakable(conditionText(each))}</code>`)}
    </td>
    <td role="cell" data-label="Escalation">
      ${row.escalation.length === 0 ? html`<span class="no">none</span>` : row.escalation.map((path) => html`<a class="chip" href="#path-${roleOf(row)}-${path}">${path}</a> `)}
    </td>
  </tr> `;

/** An action's description; for a wildcard, the actions that it matches. */
const about = ({ wildcard, actions, serviceName }: ReportRow): Markup =>
  wildcard
    ? html`<details class="stands-for">
        <summary>Wildcard: ${plural(actions.length, "action")} of ${serviceName}</summary>
        <ul>
          ${actions.map((each) => html`<li><code>${each.name}</code> <span class="badge level-${slug(each.accessLevel)}">${each.accessLevel}</span></li>`)}
        </ul>
      </details>`
    : html`<span class="about"
        >${actions[0]?.description.replace(/^Grants permission to /, "May ") ?? ""}</span
      >`;

/** A row's id starts with its role's id. */
const roleOf = ({ id }: ReportRow): string => id.split(".")[0]!;
