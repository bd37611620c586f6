import type { Expression, ObjectEntry } from "./expression";
import type { Range } from "./range";
import { TREE_DEPTH } from "./nesting-depth";
import { type Locate, TemplateReader } from "./hcl-template";
import { unescaped } from "./hcl-text";
import { type SyntaxNode, namedChildren, childrenOfType, textOf } from "./hcl-parser";

/** https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#identifiers */
const WORD = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** Converts the syntax tree of an expression. What the parser could not parse becomes `unreadable`. */
export class ExpressionReader {
  private readonly templates: TemplateReader;
  private depth = 0;

  /** @param isSound whether the tree has no errors, so that nodes need not be checked */
  constructor(
    private readonly locate: Locate,
    private readonly isSound: boolean,
  ) {
    this.templates = new TemplateReader(locate, (node) => this.read(node));
  }

  /** @throws RangeError if it is nested too deeply */
  read(node: SyntaxNode): Expression {
    if (this.depth > TREE_DEPTH) throw new RangeError("Nested too deeply.");
    this.depth += 1;
    try {
      return this.readEach(node);
    } finally {
      this.depth -= 1;
    }
  }

  private readEach(node: SyntaxNode): Expression {
    const range = this.locate(node);
    if (!this.isSound && (node.isError || node.isMissing)) return { kind: "unreadable", range };
    switch (node.type) {
      case "expression":
        return this.postfixed(namedChildren(node));
      case "literal_value":
      case "collection_value":
      case "template_expr":
      case "operation":
      case "for_expr":
      case "index":
        return this.first(node);
      case "numeric_lit":
        return { kind: "literal", value: Number(textOf(node)), range };
      case "bool_lit":
        return { kind: "literal", value: textOf(node) === "true", range };
      case "null_lit":
        return { kind: "literal", value: null, range };
      case "string_lit":
        return { kind: "literal", value: unescaped(textIn(node)), range };
      case "variable_expr":
        return { kind: "reference", root: textOf(node), steps: [], range };
      case "tuple":
        return {
          kind: "list",
          items: childrenOfType(node, "expression").map((n) => this.read(n)),
          range,
        };
      case "object":
        return { kind: "object", entries: this.entries(node), range };
      case "function_call":
        return this.call(node);
      case "conditional":
        return this.conditional(node);
      case "unary_operation":
      case "binary_operation":
        return this.operation(node);
      case "for_tuple_expr":
      case "for_object_expr":
        return this.forExpression(node);
      case "quoted_template":
      case "heredoc_template":
        return this.templates.read(node);
      default:
        return { kind: "unreadable", range };
    }
  }

  private first(node: SyntaxNode): Expression {
    const [child] = namedChildren(node);
    return child === undefined
      ? { kind: "unreadable", range: this.locate(node) }
      : this.read(child);
  }

  /** A term with its postfix operators: `a`, `.b`, `[0]`, `[*]` are siblings. */
  private postfixed(nodes: readonly SyntaxNode[]): Expression {
    const [term, ...rest] = nodes;
    if (term === undefined) throw new Error("An expression has at least one part.");
    return rest.reduce<Expression>((value, node) => this.step(value, node), this.read(term));
  }

  private step(value: Expression, node: SyntaxNode): Expression {
    const range = { ...value.range, end: this.locate(node).end };
    if (node.type === "get_attr") return readOf(value, textOf(namedChildren(node)[0]), range);
    if (node.type === "splat") {
      const [splat] = namedChildren(node);
      const all: Expression = { kind: "access", of: value, range };
      return splat === undefined
        ? all
        : namedChildren(splat).reduce<Expression>((inner, each) => this.step(inner, each), all);
    }
    if (node.type === "index") {
      const [index] = namedChildren(node);
      if (index?.type === "legacy_index")
        return readOf(value, Number(textOf(index).slice(1)), range);
      const inner = index === undefined ? undefined : namedChildren(index)[0];
      const key =
        inner === undefined
          ? ({ kind: "unreadable", range } satisfies Expression)
          : this.read(inner);
      const step = key.kind === "literal" ? key.value : undefined;
      return typeof step !== "string" && !Number.isInteger(step)
        ? { kind: "access", of: value, key, range }
        : readOf(value, step as string | number, range);
    }
    return { kind: "unreadable", range };
  }

  private entries(node: SyntaxNode): ObjectEntry[] {
    return childrenOfType(node, "object_elem").flatMap((element) => {
      const key = element.childForFieldName("key");
      const value = element.childForFieldName("val");
      if (key === null || value === null) return [];
      // A bare word is a string, even `null`; in parentheses it is an expression.
      const word = WORD.exec(textOf(key).trim())?.[0];
      const written = this.read(key);
      return [
        {
          key:
            word === undefined ? written : { kind: "literal", value: word, range: written.range },
          value: this.read(value),
        },
      ];
    });
  }

  private call(node: SyntaxNode): Expression {
    const [name] = namedChildren(node);
    const list = childrenOfType(node, "function_arguments")[0];
    return {
      kind: "call",
      name: textOf(name),
      args:
        list === undefined ? [] : childrenOfType(list, "expression").map((each) => this.read(each)),
      spread: list !== undefined && childrenOfType(list, "ellipsis").length > 0,
      range: this.locate(node),
    };
  }

  /**
   * `a ? b : c ? d : e`: the grammar groups to the left, Terraform to the right, except in parentheses.
   */
  private conditional(node: SyntaxNode): Expression {
    const range = this.locate(node);
    const branches: { condition: SyntaxNode; then: SyntaxNode }[] = [];
    let last: SyntaxNode | undefined;
    for (let chain: SyntaxNode | undefined = node; chain !== undefined;) {
      const [condition, then, otherwise] = childrenOfType(chain, "expression");
      if (condition === undefined || then === undefined || otherwise === undefined)
        return { kind: "unreadable", range };
      // The alternative of the inner one is the condition of the outer one.
      if (branches.length > 0) branches[0]!.condition = otherwise;
      else last = otherwise;
      branches.unshift({ condition, then });
      chain = bareConditional(condition);
    }
    return branches.reduceRight<Expression>(
      (otherwise, { condition, then }) => ({
        kind: "conditional",
        condition: this.read(condition),
        then: this.read(then),
        otherwise,
        range: { ...range, start: this.locate(condition).start },
      }),
      this.read(last!),
    );
  }

  /** Operands have no node around their postfix operators: `a.b == c` has three children. */
  private operation(node: SyntaxNode): Expression {
    const groups: SyntaxNode[][] = [[]];
    let operator = "";
    for (const child of node.children) {
      if (child === null || child.type === "comment" || "()".includes(child.type)) continue;
      if (child.isNamed) groups.at(-1)!.push(child);
      else {
        operator = child.type;
        groups.push([]);
      }
    }
    const operands = groups.filter(({ length }) => length > 0).map((each) => this.postfixed(each));
    return { kind: "operation", operator, operands, range: this.locate(node) };
  }

  private forExpression(node: SyntaxNode): Expression {
    const [intro] = childrenOfType(node, "for_intro");
    const [condition] = childrenOfType(node, "for_cond");
    const [collection] = intro === undefined ? [] : childrenOfType(intro, "expression");
    const range = this.locate(node);
    if (intro === undefined || collection === undefined) return { kind: "unreadable", range };
    const [tested] = condition === undefined ? [] : childrenOfType(condition, "expression");
    return {
      kind: "for",
      gives: node.type === "for_object_expr" ? "object" : "list",
      names: childrenOfType(intro, "identifier").map(textOf),
      collection: this.read(collection),
      results: childrenOfType(node, "expression").map((each) => this.read(each)),
      ...(tested === undefined ? {} : { condition: this.read(tested) }),
      range,
    };
  }
}

/** The conditional in an expression without parentheses. */
function bareConditional({ children }: SyntaxNode): SyntaxNode | undefined {
  const [only] = children;
  return children.length === 1 && only?.type === "conditional" ? only : undefined;
}

const textIn = (node: SyntaxNode): string => textOf(node).slice(1, -1);

/** Adds a step: to a reference, or as an access around any other expression. */
const readOf = (value: Expression, step: string | number, range: Range): Expression =>
  value.kind === "reference"
    ? { ...value, steps: [...value.steps, step], range }
    : { kind: "access", of: value, key: { kind: "literal", value: step, range }, range };
