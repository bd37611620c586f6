import { type Markup, html, none } from "./markup";

/** The search field of a page; shared.js has its keys. @param hint below it @default - none */
export const searchField = (placeholder: string, hint?: Markup): Markup =>
  html`<div class="search">
    <label for="q">Search</label>
    <input
      type="search"
      id="q"
      name="q"
      placeholder="${placeholder}"
      autocomplete="off"
      spellcheck="false"
      aria-keyshortcuts="/"
      ${hint === undefined ? none : html`aria-describedby="search-hint"`}
    />
    ${hint === undefined ? none : html`<p class="hint" id="search-hint">${hint}</p>`}
  </div>`;
