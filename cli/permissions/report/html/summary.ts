import { ACCESS_LEVELS } from "../../../iam/actions";
import type { Counts } from "../report";
import { type Markup, html } from "../../../html/markup";

/** The counts, as a list that stays in view. */
export const summary = (counts: Counts): Markup =>
  html`<section class="summary" aria-labelledby="summary-title" tabindex="0">
    <h2 id="summary-title">
      At most
      <strong data-count="actions">${counts.actions}</strong>
      ${counts.actions === 1 ? "action" : "actions"}
    </h2>
    ${proportions(counts)}
    <dl>
      ${ACCESS_LEVELS.map((level) => figure(level, counts.byAccessLevel[level], `level-${slug(level)}`))}
      ${figure("Services", counts.services)} ${figure("Wildcard actions", counts.wildcardActions)}
      ${figure("On all resources", counts.allResources)}
      ${figure("Under a condition", counts.conditional)}
      ${figure("AWS managed policies", counts.managedPolicies)}
      ${figure("Escalation paths open", counts.escalationPaths.open)}
      ${figure("Escalation paths narrowed", counts.escalationPaths.narrowed)}
      ${figure("Escalation paths closed", counts.escalationPaths.closed)}
    </dl>
  </section>`;

/** Text as part of a CSS class name. */
export const slug = (text: string): string => text.toLowerCase().replaceAll(" ", "-");

const figure = (name: string, count: number, mark = "unmarked"): Markup =>
  html`<div class="figure">
    <dt class="mark ${mark}">${name}</dt>
    <dd data-count="${slug(name)}">${count}</dd>
  </div> `;

/** The share of each access level, as a bar. */
function proportions({ actions, byAccessLevel }: Counts): Markup {
  let before = 0;
  const parts = ACCESS_LEVELS.map((level) => {
    const share = actions === 0 ? 0 : (byAccessLevel[level] / actions) * 100;
    const part = html`<rect
      class="level-${slug(level)}"
      x="${before.toFixed(2)}%"
      width="${share.toFixed(2)}%"
      height="100%"
    />`;
    before += share;
    return part;
  });
  return html`<svg class="bar" aria-hidden="true" width="100%" height="8">${parts}</svg>`;
}
