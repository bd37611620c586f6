import type { NotAllowed, PermissionReport } from "../report";
import { NOT_ALLOWED_HINT } from "../words";
import { type Markup, html, none } from "../../../html/markup";

/** The section on what the policies don't allow, and what guardrails deny. */
export const notAllowedSection = ({ notAllowed }: PermissionReport): Markup =>
  html`<section id="not-allowed" aria-labelledby="not-allowed-title">
    <h2 id="not-allowed-title">What it can’t do directly</h2>
    <p>${NOT_ALLOWED_HINT}</p>
    <ul class="not-allowed">
      ${notAllowed.map(item)}
    </ul>
  </section>`;

const item = ({ title, why, actions, role }: NotAllowed): Markup =>
  html`<li>
    <strong>${title}</strong
    >${why === "denied" ? html` <span class="badge guard">guardrail of the ${role ?? ""} role</span>` : none}<br />${actions.map((action) => html`<code>${action}</code> `)}
  </li> `;
