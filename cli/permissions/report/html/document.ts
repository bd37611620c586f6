import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../project";
import { Markup, html, jsonForScript } from "./markup";

/** What a page shows. */
export interface PageContent {
  readonly title: string;
  readonly body: Markup;
  /** What the page was made from, for whoever saves it. */
  readonly data: unknown;
}

/**
 * One file that needs nothing else. Its policy lets the browser load nothing, and run this page's own script only.
 * https://developer.mozilla.org/docs/Web/HTTP/CSP
 */
export function documentOf({ title, body, data }: PageContent): string {
  const style = STYLES.map(asset).join("");
  const script = asset("page.js");
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        ${new Markup(`<style>${style}</style>`)}
      </head>
      <body>
        ${body}
        <script type="application/json" id="data">
          ${jsonForScript(data)}
        </script>
        ${new Markup(`<script>${script}</script>`)}
      </body>
    </html>`.text;
}

/** In the order in which they must apply. */
const STYLES = ["base.css", "frame.css", "content.css", "rows.css", "print.css"];

/** Styles and script are files of their own, so that editors and linters know them. */
const asset = (name: string): string =>
  readFileSync(join(PROJECT_ROOT, "cli", "permissions", "report", "html", "assets", name), "utf8");

const hashOf = (content: string): string =>
  `sha256-${createHash("sha256").update(content).digest("base64")}`;
