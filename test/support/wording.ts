import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { PROJECT } from "../kit/project-copy";

/** Names of Terraform, inputs and programs that are written small and may begin a sentence, beside those with a sign in them. */
const NAMES = /^(arn|cdktf|count|each|join|length|memory|name|provider|self)$/;

/** What begins as a sentence does: with a capital, a figure, something in quotes, or a name that is written as it is. */
export function beginsWell(text: string): boolean {
  const [word = ""] = text.split(/[\s:,]/);
  return (
    /^["`<(]?[A-Z]|^["`]|^\d|^\$\{|^\\u/.test(word) ||
    /[._/\-[]|[a-z][A-Z]/.test(word) ||
    NAMES.test(word)
  );
}

/** Whether a text is one or more sentences, from a capital to a full stop. What stands for `${…}` is taken to fit. */
export const isSentence = (text: string): boolean =>
  beginsWell(text) && /([^.][.?]|\$\{.*\}|…")$/s.test(text);

/** A command of the shell, or a sentence that ends in one or in an address after a colon. */
export const isCommand = (text: string): boolean =>
  /^((aws|export|kubectl|npm|read) \S|[A-Z].*: (aws|export|kubectl|https:)\S*( \S|$))/s.test(text);

/** A text of the sources, with `${…}` where something is put in. */
export interface Wording {
  /** `cli/doctor/tools.ts:31` */
  readonly place: string;
  readonly text: string;
}

/** What a node of a source says of texts: those that are of interest. */
export type Finder = (node: ts.Node) => readonly (ts.Expression | undefined)[];

/** The texts in all sources of a folder that a finder points at; alternatives of a condition one by one. */
export function wordings(folder: string, find: Finder): Wording[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((name) => {
      const file = join(folder, name);
      const source = ts.createSourceFile(
        file,
        readFileSync(join(PROJECT, file), "utf8"),
        ts.ScriptTarget.Latest,
        true,
      );
      const found: Wording[] = [];
      const visit = (node: ts.Node): void => {
        for (const each of find(node).flatMap(alternatives)) {
          const line = source.getLineAndCharacterOfPosition(each.node.getStart()).line + 1;
          found.push({ place: `${file}:${line}`, text: each.text });
        }
        node.forEachChild(visit);
      };
      visit(source);
      return found;
    });
}

function alternatives(
  node: ts.Expression | undefined,
): { readonly node: ts.Node; readonly text: string }[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [{ node, text: node.text }];
  if (ts.isTemplateExpression(node))
    return [{ node, text: node.getText().slice(1, -1).replaceAll("\\`", "`") }];
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].flatMap(alternatives);
  if (ts.isParenthesizedExpression(node)) return alternatives(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const ends = alternatives(node.right);
    return alternatives(node.left).flatMap((begin) =>
      ends.map(({ text }) => ({ node, text: begin.text + text })),
    );
  }
  return [];
}

/** The value of a property of an object in a source, by its name. */
export const property = (node: ts.Node, ...names: readonly string[]): ts.Expression | undefined =>
  ts.isPropertyAssignment(node) && names.includes(node.name.getText())
    ? node.initializer
    : undefined;

/** An argument of a call in a source, by the name of what is called. */
export const argument = (
  node: ts.Node,
  called: RegExp,
  index: number,
): ts.Expression | undefined =>
  ts.isCallExpression(node) && called.test(node.expression.getText())
    ? node.arguments[index]
    : undefined;
