import type { PermissionReport } from "../report";
import { caveatsOf, choiceOf, titleOf } from "../words";
import { controls } from "./controls";
import { documentOf } from "./document";
import { escalationSection } from "./escalation";
import { type Markup, html } from "./markup";
import { notAllowedSection } from "./not-allowed";
import { roleSection } from "./role";
import { summary } from "./summary";

/** The report as one page. */
export const pageOf = (report: PermissionReport): string =>
  documentOf({
    title: titleOf(report),
    data: report,
    body: html`<a class="skip" href="#content">Skip to the permissions</a>
      <div class="layout">
        <aside class="side" aria-label="Summary and filters">
          <p class="brand">Apono connector <span>${report.module} ${report.version}</span></p>
          ${summary(report.counts)} ${controls(report)} ${contents(report)}
        </aside>
        <main id="content" tabindex="-1">
          <header class="lead">
            <p class="eyebrow">Permission report</p>
            <h1>${titleOf(report)}</h1>
            <p class="verdict"><strong>${report.verdict[0]!}</strong></p>
            ${report.verdict.slice(1).map((each) => html`<p>${each}</p>`)}
            <p class="choice">${choiceOf(report)}</p>
            <ul class="caveats">
              ${caveatsOf(report).map((each) => html`<li>${each}</li>`)}
            </ul>
          </header>
          ${escalationSection(report)}
          <p class="nothing" id="nothing" hidden>
            No row matches. <button type="button" class="plain" data-clear>Show all again</button>
          </p>
          ${report.roles.map(roleSection)} ${notAllowedSection(report)}
          <footer>
            <p>
              Made by <code>apono-connector permissions</code> from the data that the modules are
              made from. Access levels and descriptions:
              <a href="${report.reference.url}">AWS Service Authorization Reference</a>, as of
              ${report.reference.updated} (data ${report.reference.version}).
            </p>
            <p class="needs-js">
              <button
                type="button"
                id="save"
                data-name="${`permissions-${report.module}-${report.version}.json`}"
              >
                Save as JSON
              </button>
            </p>
          </footer>
        </main>
      </div>`,
  });

const contents = (report: PermissionReport): Markup =>
  html`<nav class="contents" aria-label="Contents">
    <ul>
      <li><a href="#escalation">Ways to more permissions</a></li>
      ${report.roles.map(({ id, title }) => html`<li><a href="#role-${id}">${title}</a></li>`)}
      <li><a href="#not-allowed">What it can’t do directly</a></li>
    </ul>
  </nav>`;
