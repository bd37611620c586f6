import { type IResolvable, type IResolveContext, Token, Tokenization } from "cdktf";
import { escapeTemplate, quote } from "./quote";

/**
 * A piece of Terraform's expression language that cdktf can carry through a construct as a token.
 *
 * cdktf's own operators are not used, because they render falsy operands (`0`, `false`, `""`) as `undefined`.
 *
 * @typeParam T the kind of its value in TypeScript's terms: `string`, `boolean`, `readonly string[]`, …
 */
export abstract class Expression<out T = unknown> implements IResolvable {
  readonly creationStack: string[] = [];

  /** For the compiler only: without it, expressions of all kinds would be one type. */
  declare protected readonly kind?: T;

  /** @returns the expression's text: bare inside another expression, otherwise a template (`${…}`). */
  abstract resolve(context: IResolveContext): string;

  toString(): string {
    return Token.asString(this);
  }

  /** For an argument that a provider's binding declares as a string. */
  get asString(): string {
    return Token.asString(this);
  }

  /** For an argument that a provider's binding declares as a number. */
  get asNumber(): number {
    return Token.asNumber(this);
  }

  /** For an argument that a provider's binding declares as a list of strings. */
  get asList(): string[] {
    return Token.asList(this);
  }

  /**
   * For an argument that a provider's binding declares as a map of strings.
   *
   * Not one of cdktf's map tokens: each is an object with a key of its own, which is a shape of its own to V8. From
   * 1,536 shapes on, V8 copies objects slowly, and cdktf copies one at each step: a fleet of 300 took twice the time.
   */
  get asMap(): { [key: string]: string } {
    return this as IResolvable as never;
  }
}

/** A value of a kind: plain, as one of cdktf's tokens, or as an expression. */
export type Value<T> = T | Expression<T>;

/** A map of strings, such as tags. */
export type StringMap = { readonly [key: string]: string };

class HclExpression extends Expression<never> {
  constructor(
    private readonly texts: readonly string[],
    private readonly values: readonly unknown[],
  ) {
    super();
  }

  resolve(context: IResolveContext): string {
    const text = withoutBraces(context, () =>
      this.texts
        .map((part, index) => (index === 0 ? part : render(context, this.values[index - 1]) + part))
        .join(""),
    );
    return context.suppressBraces ? text : `\${${text}}`;
  }
}

class TextExpression extends Expression<string> {
  constructor(
    private readonly texts: readonly string[],
    private readonly values: readonly unknown[],
  ) {
    super();
  }

  resolve(context: IResolveContext): string {
    const escape = context.suppressBraces
      ? (text: string) => quote(text).slice(1, -1)
      : escapeTemplate;
    const body = this.pieces(context)
      .map((piece, index, all) => {
        if (piece.template !== undefined) return piece.template;
        // "$" right before "${" would escape it.
        const clashes = all[index + 1] !== undefined && piece.plain.endsWith("$");
        return clashes ? `${escape(piece.plain.slice(0, -1))}\${"$"}` : escape(piece.plain);
      })
      .join("");
    return context.suppressBraces ? `"${body}"` : body;
  }

  /** Plain text and templates in turn; plain values count as text, so that "$" and "{" that meet are escaped. */
  private pieces(context: IResolveContext): { plain: string; template?: string }[] {
    const pieces: { plain: string; template?: string }[] = [{ plain: this.texts[0]! }];
    this.values.forEach((value, index) => {
      const isPlain =
        ["string", "number", "boolean"].includes(typeof value) && !Token.isUnresolved(value);
      const after = this.texts[index + 1]!;
      if (isPlain) {
        pieces.at(-1)!.plain += String(value) + after;
        return;
      }
      const template = `\${${withoutBraces(context, () => render(context, value))}}`;
      pieces.push({ plain: "", template }, { plain: after });
    });
    return pieces;
  }
}

/**
 * A Terraform expression written as text with interpolated values:
 *
 *     hcl`length(${subnetIds}) > 0 ? ${first} : null`
 *
 * Its kind is what it is declared as where it is assigned: only Terraform can tell what HCL evaluates to.
 *
 * Interpolated values may be references, another expression, or a plain value: a string becomes a quoted and escaped
 * literal, `undefined` becomes `null`, arrays and objects become HCL collections. The text is taken raw, so a
 * backslash in a regular expression is written as Terraform wants it; only `\${` becomes Terraform's own `${`.
 */
export function hcl(texts: TemplateStringsArray, ...values: readonly unknown[]): Expression<never> {
  return new HclExpression(
    texts.raw.map((part) => part.replaceAll("\\${", "${")),
    values,
  );
}

/**
 * A Terraform string template: text with interpolated values.
 *
 *     text`role-of-${name}`
 */
export function text(
  texts: TemplateStringsArray,
  ...values: readonly unknown[]
): Expression<string> {
  return new TextExpression(texts, values);
}

/** A Terraform expression from text that is HCL already. */
export function rawHcl(source: string): Expression<never> {
  return new HclExpression([source], []);
}

/** A list with a value, or an empty one for null: how often a dynamic block is there. */
export const present = (value: unknown): Expression<never> =>
  hcl`[for value in [${value}] : value if value != null]`;

function render(context: IResolveContext, value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") {
    if (!Token.isUnresolved(value)) return quote(value);
    const { length, firstToken } = Tokenization.reverseString(value);
    if (length > 1) {
      throw new TypeError(
        "A string that mixes text and tokens can't be interpolated into an expression: write it as text`…`.",
      );
    }
    return render(context, firstToken);
  }
  if (Tokenization.isResolvable(value)) return grouped(rendered(context, value));
  // Numbers, lists and maps may be encoded tokens as well.
  if (Token.isUnresolved(value)) return grouped(String(context.resolve(value)));
  if (Array.isArray(value)) return `[${value.map((item) => render(context, item)).join(", ")}]`;
  switch (typeof value) {
    case "number":
    case "boolean":
      return String(value);
    case "object":
      return `{${Object.entries(value)
        .map(([key, item]) => `${quote(key)} = ${render(context, item)}`)
        .join(", ")}}`;
    default:
      throw new TypeError(`A ${typeof value} can't be part of a Terraform expression.`);
  }
}

/** The text of a token. cdktf's own resolution looks for tokens in all texts, at each level of an expression. */
function rendered(context: IResolveContext, token: IResolvable): string {
  const text: unknown = token.resolve(context);
  return String(Token.isUnresolved(text) ? context.resolve(text) : text);
}

/** Adds parentheses to an interpolated expression, unless it is a reference, a literal or already enclosed. */
function grouped(source: string): string {
  return /^[\w.*[\]-]+$/.test(source) || isEnclosed(source) ? source : `(${source})`;
}

/** Whether an expression is one call, list, object or string: its first bracket or quote is closed by its last. */
function isEnclosed(source: string): boolean {
  const start = /^(?:\w*\(|\[|\{|")/.exec(source)?.[0];
  if (start === undefined) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]!;
    if (quoted && sign === "\\") at++;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && "([{".includes(sign)) depth++;
    else if (!quoted && ")]}".includes(sign)) depth--;
    const closed = depth === 0 && !quoted && at >= start.length - 1;
    if (closed) return at === source.length - 1;
  }
  return false;
}

function withoutBraces(context: IResolveContext, write: () => string): string {
  const outer = context.suppressBraces;
  context.suppressBraces = true;
  try {
    return write();
  } finally {
    context.suppressBraces = outer;
  }
}
