import type { DiffChange, PermissionDiff } from "../diff";
import { summaryOf } from "../diff-markdown";
import { documentOf } from "../../../html/document";
import { type Markup, breakable, html, none } from "../../../html/markup";
import { slug } from "./summary";

/** The difference as an HTML page. */
export const diffPageOf = (diff: PermissionDiff): string =>
  documentOf({
    title: "Permission changes",
    data: diff,
    body: html`<a class="skip" href="#content">Skip to the changes</a>
      <div class="layout single">
        <main id="content" tabindex="-1">
          <header class="lead">
            <p class="eyebrow">Permission report</p>
            <h1>Permission changes</h1>
            <p class="choice">
              From <code>${breakable(diff.before)}</code> to <code>${breakable(diff.after)}</code>:
              ${summaryOf(diff)}
            </p>
          </header>
          ${diff.changes.length === 0 ? none : changesTable(diff.changes)}
          <footer>
            <p class="needs-js">
              <button type="button" id="save" data-name="permission-changes.json">
                Save as JSON
              </button>
            </p>
          </footer>
        </main>
      </div>`,
  });

const HEAD = ["Action", "Change", "Access level", "On", "Condition", "Where"];

const changesTable = (changes: readonly DiffChange[]): Markup =>
  html`<table role="table">
    <caption>
      Changes, those that allow more first
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${HEAD.map((title) => html`<th role="columnheader" scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${changes.map(changeRow)}
    </tbody>
  </table>`;

const changeRow = (change: DiffChange): Markup =>
  html`<tr role="row" data-effect="${change.effect}" data-grows="${change.grows ? "yes" : "no"}">
    <th role="rowheader" scope="row" class="action">
      ${change.grows ? html`<span class="badge more">MORE</span> ` : none}<code
        >${breakable(change.action)}</code
      >
    </th>
    <td role="cell" data-label="Change">${change.what} (${change.effect})</td>
    <td role="cell" data-label="Access level">
      ${change.accessLevels.map((level) => html`<span class="badge level-${slug(level)}">${level}</span> `)}
    </td>
    <td role="cell" data-label="On"><code>${breakable(change.resource)}</code></td>
    <td role="cell" data-label="Condition">
      ${change.condition === "" ? html`<span class="no">none</span>` : html`<code>${breakable(change.condition)}</code>`}
    </td>
    <td role="cell" data-label="Where"><code>${breakable(change.where)}</code></td>
  </tr> `;
