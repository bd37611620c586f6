/** A piece of HTML. */
export class Markup {
  constructor(readonly text: string) {}
}

type Woven = string | number | Markup | readonly Markup[];

/** Builds HTML from a template; strings are escaped. */
export const html = (texts: TemplateStringsArray, ...values: readonly Woven[]): Markup =>
  new Markup(
    texts.map((text, at) => (at === 0 ? text : rendered(values[at - 1]!) + text)).join(""),
  );

/** Empty HTML. */
export const none = new Markup("");

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** JSON for a script element, escaped so that it can't end the element. */
export const jsonForScript = (data: unknown): Markup =>
  new Markup(
    JSON.stringify(data)
      .replaceAll("<", "\\u003c")
      .replaceAll("\u2028", "\\u2028")
      .replaceAll("\u2029", "\\u2029"),
  );

/** An ARN or action with line break opportunities. */
export const breakable = (text: string): Markup =>
  new Markup(escaped(text).replace(/[:/]/g, (sign) => `${sign}<wbr>`));

function rendered(value: Woven): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return escaped(String(value));
}
