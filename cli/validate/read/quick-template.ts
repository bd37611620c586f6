import type { Expression, For, ObjectEntry } from "../model/expression";
import type { Range } from "../model/range";
import { textValue } from "../value-text";
import { readOf } from "./access";
import { unescaped, withoutTemplateEscapes } from "./hcl-text";
import { numberOf, stepIn } from "./number";

/**
 * Reads a string of JSON as a template without building a syntax tree for it, which takes ten times as long. A built
 * module has hundreds of them.
 *
 * It knows what synthesized modules are made of. For anything else (directives, comments, heredocs, `~`, and every
 * mistake) it gives `undefined`, and the parser decides.
 */
export function quickTemplate(text: string, range: Range): Expression | undefined {
  try {
    return new QuickReader(text, range).template();
  } catch (error) {
    if (error === BEYOND) return undefined;
    throw error;
  }
}

/** Thrown where something is met that is left to the parser. */
const BEYOND = new Error("Left to the parser.");

function beyond(): never {
  throw BEYOND;
}

/** Deeper than this is left to the parser, which counts without recursion. */
const DEPTH = 100;

const SPACE = /[ \t\r\n]*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*(?:::[A-Za-z_][A-Za-z0-9_-]*)*/y;
const NUMBER = /[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])/y;
const OPERATOR = /\|\||&&|[=!<>]=|[<>+*/%-]/y;
/** Text up to an expression in it, `$${` and `%%{` included, which are text. */
const TEXT = /(?:[^$%]|[$%](?![$%]*\{)|(?<![$%])([$%])\1\{)+/y;
/** The same up to the quote that ends it. */
const QUOTED_TEXT = /(?:[^$%"\\\n]|\\[^\n]|[$%](?![$%]*\{)|(?<![$%])([$%])\1\{)+/y;

/** How tightly operators bind. https://developer.hashicorp.com/terraform/language/expressions/operators */
const BINDING: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
};

const CONSTANTS: Readonly<Record<string, boolean | null>> = {
  true: true,
  false: false,
  null: null,
};

class QuickReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly source: string,
    private readonly range: Range,
  ) {}

  template(): Expression {
    const parts = this.pieces(TEXT);
    if (this.at < this.source.length) beyond();
    return this.joined(parts);
  }

  /** Texts and expressions in turn, up to what is neither. */
  private pieces(text: RegExp): Expression[] {
    const parts: Expression[] = [];
    for (;;) {
      const plain = this.match(text);
      if (plain !== undefined)
        parts.push(
          this.literal(text === QUOTED_TEXT ? unescaped(plain) : withoutTemplateEscapes(plain)),
        );
      else if (this.source.startsWith("${", this.at)) {
        this.at += 2;
        parts.push(this.expression());
        this.expect("}");
      } else return parts;
    }
  }

  /** What pieces amount to: one text, one value, or a template. */
  private joined(parts: readonly Expression[]): Expression {
    if (parts.every((part) => part.kind === "literal" && typeof part.value === "string"))
      return this.literal(
        textValue(
          parts.map((part) => (part.kind === "literal" ? String(part.value) : "")).join(""),
        ),
      );
    return parts.length === 1 ? parts[0]! : { kind: "template", parts, range: this.range };
  }

  private expression(): Expression {
    this.depth += 1;
    if (this.depth > DEPTH) beyond();
    const condition = this.operation(1);
    const read = this.next("?") ? this.conditional(condition) : condition;
    this.depth -= 1;
    return read;
  }

  private conditional(condition: Expression): Expression {
    const then = this.expression();
    this.expect(":");
    const otherwise = this.expression();
    return { kind: "conditional", condition, then, otherwise, range: this.range };
  }

  /** Operators that bind at least as tightly as asked; those that bind alike group to the left. */
  private operation(least: number): Expression {
    let left = this.unary();
    for (;;) {
      const start = this.at;
      this.space();
      // A comment, or a heredoc.
      if (/^(#|\/[/*]|<<)/.test(this.source.slice(this.at, this.at + 2))) beyond();
      const operator = this.match(OPERATOR);
      const binding = operator === undefined ? 0 : (BINDING[operator] ?? 0);
      if (operator === undefined || binding < least) {
        this.at = start;
        return left;
      }
      const operands = [left, this.operation(binding + 1)];
      left = { kind: "operation", operator, operands, range: this.range };
    }
  }

  private unary(): Expression {
    this.space();
    const sign = this.source[this.at];
    if (sign !== "!" && sign !== "-") return this.postfixed();
    this.at += 1;
    this.depth += 1;
    if (this.depth > DEPTH) beyond();
    const operand = this.unary();
    this.depth -= 1;
    return { kind: "operation", operator: sign, operands: [operand], range: this.range };
  }

  /** A term with what is read of it. */
  private postfixed(): Expression {
    let value = this.term();
    for (;;) {
      if (this.source.startsWith("...", this.at)) return value;
      if (this.taken(".")) value = this.attribute(value);
      else if (this.taken("[")) value = this.index(value);
      // Whether it goes on behind a gap depends on where it stands.
      else if (/^\s+[.[]/.test(this.source.slice(this.at, this.at + 20))) beyond();
      else return value;
    }
  }

  private attribute(value: Expression): Expression {
    if (this.source[this.at] === "*") {
      this.at += 1;
      return { kind: "access", of: value, isShort: true, range: this.range };
    }
    return readOf(value, this.match(NAME) ?? beyond(), this.range, false);
  }

  private index(value: Expression): Expression {
    this.space();
    if (this.taken("*")) {
      this.expect("]");
      return { kind: "access", of: value, range: this.range };
    }
    const key = this.expression();
    this.expect("]");
    const step = key.kind === "literal" ? stepIn(key) : undefined;
    return step === undefined
      ? { kind: "access", of: value, key, range: this.range }
      : readOf(value, step, this.range, true);
  }

  private term(): Expression {
    this.space();
    if (this.taken("(")) return this.closed(")", this.expression());
    if (this.taken('"')) return this.quoted();
    if (this.taken("[")) return this.list();
    if (this.taken("{")) return this.object();
    const number = this.match(NUMBER);
    if (number !== undefined) return numberOf(number, this.range);
    const name = this.match(NAME) ?? beyond();
    if (this.source[this.at] === "(") return this.call(name);
    if (Object.hasOwn(CONSTANTS, name)) return this.literal(CONSTANTS[name]!);
    return { kind: "reference", root: name, steps: [], range: this.range };
  }

  private quoted(): Expression {
    const parts = this.pieces(QUOTED_TEXT);
    this.expect('"');
    return this.joined(parts);
  }

  private call(name: string): Expression {
    this.at += 1;
    const args = this.listed(")");
    return { kind: "call", name, ...args, range: this.range };
  }

  private list(): Expression {
    const loop = this.loop("list", "]");
    if (loop !== undefined) return loop;
    const { args, spread } = this.listed("]");
    if (spread) beyond();
    return { kind: "list", items: args, range: this.range };
  }

  /** Expressions between commas, up to the bracket that closes them. */
  private listed(closing: string): { args: Expression[]; spread: boolean } {
    const args: Expression[] = [];
    this.space();
    while (!this.taken(closing)) {
      args.push(this.expression());
      this.space();
      if (this.source.startsWith("...", this.at)) {
        this.at += 3;
        this.expect(closing);
        return { args, spread: true };
      }
      if (!this.taken(",")) {
        this.expect(closing);
        break;
      }
      this.space();
    }
    return { args, spread: false };
  }

  private object(): Expression {
    const loop = this.loop("object", "}");
    if (loop !== undefined) return loop;
    const entries: ObjectEntry[] = [];
    this.space();
    while (!this.taken("}")) {
      const key = this.key();
      this.space();
      if (!this.taken("=") && !this.taken(":")) beyond();
      entries.push({ key, value: this.expression() });
      // A line break separates, too.
      const gap = this.match(SPACE) ?? "";
      if (!this.taken(",") && !gap.includes("\n") && this.source[this.at] !== "}") beyond();
      this.space();
    }
    return { kind: "object", entries, range: this.range };
  }

  /** A word, a text, or an expression in parentheses. */
  private key(): Expression {
    if (this.taken("(")) return this.closed(")", this.expression());
    if (this.taken('"')) return this.quoted();
    return this.literal(this.match(NAME) ?? beyond());
  }

  /** `for …`, behind the bracket; undefined where something else stands there. */
  private loop(gives: "list" | "object", closing: string): For | undefined {
    const start = this.at;
    this.space();
    if (this.match(NAME) !== "for") {
      this.at = start;
      return undefined;
    }
    const names = [this.name()];
    if (this.taken(",")) names.push(this.name());
    if (this.name() !== "in") beyond();
    const collection = this.expression();
    this.expect(":");
    const results = [this.expression()];
    let isGrouped = false;
    if (gives === "object") {
      this.expect("=>");
      results.push(this.expression());
      this.space();
      isGrouped = this.taken("...");
    }
    this.space();
    const tested = this.match(NAME);
    if (tested !== undefined && tested !== "if") beyond();
    const condition = tested === undefined ? undefined : this.expression();
    this.expect(closing);
    return {
      kind: "for",
      gives,
      names,
      collection,
      results,
      ...(condition === undefined ? {} : { condition }),
      ...(isGrouped ? { isGrouped } : {}),
      range: this.range,
    };
  }

  private name(): string {
    this.space();
    const name = this.match(NAME) ?? beyond();
    this.space();
    return name;
  }

  private closed(closing: string, value: Expression): Expression {
    this.expect(closing);
    return value;
  }

  private literal(value: string | number | boolean | null): Expression {
    return { kind: "literal", value, range: this.range };
  }

  private space(): void {
    this.match(SPACE);
  }

  /** Goes past a sign where it comes next, space apart. */
  private next(sign: string): boolean {
    const start = this.at;
    this.space();
    if (this.taken(sign)) return true;
    this.at = start;
    return false;
  }

  /** Goes past a sign where it stands here. */
  private taken(sign: string): boolean {
    if (!this.source.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  private expect(sign: string): void {
    this.space();
    if (!this.taken(sign)) beyond();
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    return found;
  }
}
