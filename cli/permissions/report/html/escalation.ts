import type { PermissionReport, ReportPath, ReportRole } from "../report";
import { stateText } from "../words";
import { type Markup, html, none } from "../../../html/markup";

/** The escalation paths, open ones first, with links to the rows that allow or deny them. */
export const escalationSection = ({ roles }: PermissionReport): Markup =>
  html`<section id="escalation" aria-labelledby="escalation-title">
    <h2 id="escalation-title">Privilege escalation paths</h2>
    <p>
      Known ways to get more permissions than a role was meant to have. The connector grants access,
      so some of them are necessary: they show why its token and its host must be protected, and
      what removing a permission set prevents.
    </p>
    ${roles.map(ofRole)}
  </section>`;

const ORDER = ["open", "narrowed", "closed"];

const ofRole = (role: ReportRole): Markup =>
  html`<h3>${role.title}</h3>
    ${
      role.escalation.length === 0
        ? html`<p>No known path is open.</p>`
        : html`<ul class="paths">
            ${[...role.escalation]
              .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
              .map((path) => card(role, path))}
          </ul>`
    }`;

const card = (role: ReportRole, path: ReportPath): Markup =>
  html`<li class="path ${path.state}" id="path-${role.id}-${path.id}" tabindex="-1">
    <h4>${path.title} <code class="quiet">${path.id}</code></h4>
    <p>
      <span class="badge ${path.state}">${stateText(path)}</span
      >${path.conditional ? html` <span class="badge quiet">under a condition</span>` : none}${path.permissionSets.map((set) => html` <span class="badge quiet">${set}</span>`)}
    </p>
    <p>${path.how} <a href="${path.source}">Source</a></p>
    <p class="links">
      Opened by
      ${links(role, path.rows)}${path.deniedBy.length === 0 ? none : html`<br />Denied ${path.state === "closed" ? "" : "in part "}by ${links(role, path.deniedBy)}`}
    </p>
  </li> `;

/** Rows by their actions. */
const links = ({ policies }: ReportRole, ids: readonly string[]): Markup[] =>
  policies
    .flatMap(({ rows }) => rows)
    .filter(({ id }) => ids.includes(id))
    .map(({ id, action }) => html`<a class="chip" href="#${id}">${action}</a> `);
