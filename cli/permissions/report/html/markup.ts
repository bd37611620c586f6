/** A piece of HTML; whatever is woven into it as a plain string is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Woven = string | number | Markup | readonly Markup[];

/** HTML as text, with values woven in. */
export const html = (texts: TemplateStringsArray, ...values: readonly Woven[]): Markup =>
  new Markup(
    texts.map((text, at) => (at === 0 ? text : rendered(values[at - 1]!) + text)).join(""),
  );

/** Nothing. */
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

/** Data for a script element: JSON in which nothing can end the element. */
export const jsonForScript = (data: unknown): Markup =>
  new Markup(
    JSON.stringify(data)
      .replaceAll("<", "\\u003c")
      .replaceAll("\u2028", "\\u2028")
      .replaceAll("\u2029", "\\u2029"),
  );

/** An ARN or action that may be broken where a reader would. */
export const breakable = (text: string): Markup =>
  new Markup(escaped(text).replace(/[:/]/g, (sign) => `${sign}<wbr>`));

function rendered(value: Woven): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return escaped(String(value));
}
