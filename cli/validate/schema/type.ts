import { textValue } from "../value-text";
import type { Type } from "./kept-types";

/** What is written as a variable's type. */
export interface Constraint {
  readonly type: Type;
  /** What is wrong with it. */
  readonly problem?: string;
}

const PRIMITIVES = new Set(["string", "number", "bool"]);

/**
 * Reads a type constraint, such as `list(object({ name = string, size = optional(number, 1) }))`.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function readType(text: string): Constraint {
  const reader = new TypeReader(text.match(TOKENS) ?? []);
  try {
    return { type: reader.whole() };
  } catch (error) {
    return { type: "dynamic", problem: (error as Error).message };
  }
}

/** Strings, comments, words, and every other sign by itself. */
const TOKENS =
  /"(?:\\.|[^"\\])*"|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/|[A-Za-z_][\w-]*|-?\d+(?:\.\d+)?|\n|[^\s]/g;

class TypeReader {
  private next = 0;
  private readonly tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.tokens = tokens.filter((token) => !/^(#|\/\/|\/\*)/.test(token));
  }

  whole(): Type {
    const type = this.bare() ?? this.type();
    this.skipBreaks();
    if (this.next < this.tokens.length) throw new Error(`${this.peek()} follows the type`);
    return type;
  }

  /** Old configurations write the bare word, for a collection of anything. */
  private bare(): Type | undefined {
    const [word, ...others] = this.tokens.filter((token) => token !== "\n");
    if (others.length > 0 || (word !== "list" && word !== "map")) return undefined;
    this.take();
    return [word, "dynamic"];
  }

  private type(): Type {
    const word = this.take();
    if (PRIMITIVES.has(word)) return word as Type;
    if (word === "any") return "dynamic";
    if (word === "list" || word === "set" || word === "map") {
      if (this.peek() !== "(") throw new Error(`${word} needs the type of what is in it`);
      return [word, this.inParentheses(() => this.type())];
    }
    if (word === "object") return this.inParentheses(() => this.object());
    if (word === "tuple") return this.inParentheses(() => this.tuple());
    throw new Error(word === "" ? "there is no type" : `${word} is no type`);
  }

  private object(): Type {
    this.expect("{");
    const attributes: [string, Type][] = [];
    const optional: string[] = [];
    const preset: string[] = [];
    for (this.skipSeparators(); this.peek() !== "}"; this.skipSeparators()) {
      const name = textValue(this.take().replace(/^"(.*)"$/, "$1"));
      const sign = this.take();
      if (sign !== "=" && sign !== ":") throw new Error(`${name} has no type`);
      if (this.peek() === "optional") {
        this.take();
        const { type, hasDefault } = this.inParentheses(() => this.optional());
        attributes.push([name, type]);
        optional.push(name);
        if (hasDefault) preset.push(name);
      } else attributes.push([name, this.type()]);
    }
    this.expect("}");
    return ["object", Object.fromEntries(attributes), optional, preset];
  }

  /** `optional(type, default)`: what the default is, is not looked at. */
  private optional(): { type: Type; hasDefault: boolean } {
    const type = this.type();
    this.skipBreaks();
    if (this.peek() !== ",") return { type, hasDefault: false };
    for (let depth = 0; depth > 0 || this.peek() !== ")";) {
      const token = this.take();
      if (token === "") throw new Error("a parenthesis isn't closed");
      if ("([{".includes(token)) depth++;
      if (")]}".includes(token)) depth--;
    }
    return { type, hasDefault: true };
  }

  private tuple(): Type {
    this.expect("[");
    const items: Type[] = [];
    for (this.skipSeparators(); this.peek() !== "]"; this.skipSeparators()) items.push(this.type());
    this.expect("]");
    return ["tuple", items];
  }

  private inParentheses<T>(read: () => T): T {
    this.expect("(");
    const value = read();
    this.expect(")");
    return value;
  }

  private expect(sign: string): void {
    const found = this.take();
    if (found !== sign) throw new Error(`${sign} is missing`);
  }

  private take(): string {
    this.skipBreaks();
    return this.tokens[this.next++] ?? "";
  }

  private peek(): string {
    this.skipBreaks();
    return this.tokens[this.next] ?? "";
  }

  private skipBreaks(): void {
    while (this.tokens[this.next] === "\n") this.next++;
  }

  private skipSeparators(): void {
    while (/^[\n,]$/.test(this.tokens[this.next] ?? "")) this.next++;
    if (this.next >= this.tokens.length) throw new Error("a bracket isn't closed");
  }
}

/** A type as a reader of Terraform writes it. */
export function typeText(type: Type): string {
  if (typeof type === "string") return type === "dynamic" ? "any" : type;
  switch (type[0]) {
    case "object": {
      const entries = Object.entries(type[1] as Record<string, Type>);
      return `object({ ${entries.map(([name, inner]) => `${name} = ${typeText(inner)}`).join(", ")} })`;
    }
    case "tuple":
      return `tuple([${(type[1] as readonly Type[]).map(typeText).join(", ")}])`;
    default:
      return `${type[0]}(${typeText(type[1] as Type)})`;
  }
}
