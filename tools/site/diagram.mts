import { renderMermaidSVG } from "beautiful-mermaid";

/** Names of the theme's colours, so that a diagram follows the switch between light and dark. */
const COLOURS = {
  bg: "var(--vp-c-bg)",
  fg: "var(--vp-c-text-1)",
  muted: "var(--vp-c-text-2)",
  line: "var(--vp-c-text-3)",
  accent: "var(--vp-c-brand-1)",
  surface: "var(--vp-c-bg-soft)",
  border: "var(--vp-c-border)",
};

const DIRECTIONS = { wide: "LR", narrow: "TB" } as const;

/** A flowchart as HTML, drawn when the site is built: once for wide containers, once for narrow ones. */
export function diagram(mermaid: string): string {
  const drawings = Object.entries(DIRECTIONS).map(([width, direction]) => {
    const svg = renderMermaidSVG(mermaid.replace(/^flowchart \w+/, `flowchart ${direction}`), {
      ...COLOURS,
      padding: 8,
      layerSpacing: 32,
      transparent: true,
    })
      // It asks Google for a font.
      .replace(/@import [^\n]*/g, "")
      // An ID is one element's of the whole page.
      .replace(/\barrowhead(-start)?\b/g, `$&-${width}`);
    return `<div class="diagram-${width}">${svg}</div>`;
  });
  // Vue drops <style> from its templates; v-html keeps it.
  const html = JSON.stringify(drawings.join("")).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<figure class="diagram" v-html="${html}"></figure>\n`;
}
