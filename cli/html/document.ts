import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../project";
import { Markup, html, jsonForScript } from "./markup";

/** The content of a page. */
export interface PageContent {
  readonly title: string;
  readonly body: Markup;
  /** The page's data, for saving as JSON. */
  readonly data: unknown;
  /** The page's own style and script, as paths in `cli/`. */
  readonly style?: string;
  readonly script?: string;
}

/**
 * A self-contained HTML page. Its Content-Security-Policy allows no requests, and only the page's own script.
 * https://developer.mozilla.org/docs/Web/HTTP/CSP
 */
export function documentOf({ title, body, data, ...own }: PageContent): string {
  const style = texts(...STYLES, own.style, `${SHARED}/print.css`);
  const script = texts(`${SHARED}/shared.js`, own.script);
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

const SHARED = "html/assets";

/** In the order they must apply; print.css comes last. */
const STYLES = ["base", "frame", "content", "rows"].map((name) => `${SHARED}/${name}.css`);

/** Styles and scripts are separate files, so that editors and linters work on them. */
const texts = (...files: readonly (string | undefined)[]): string =>
  files
    .filter((file) => file !== undefined)
    .map((file) => readFileSync(join(PROJECT_ROOT, "cli", file), "utf8"))
    .join("");

const hashOf = (content: string): string =>
  `sha256-${createHash("sha256").update(content).digest("base64")}`;
