/** A string literal of Terraform or JSON, or a structural character. */
export interface Token {
  readonly index: number;
  readonly token: string;
}

const STRUCTURE = "[](){},\n";

/** The tokens of an expression. A string literal is one token, with the templates and strings inside it. */
export function* tokensOf(text: string): Generator<Token> {
  let index = 0;
  while (index < text.length) {
    const end = text[index] === '"' ? stringEnd(text, index) : index + 1;
    const token = text.slice(index, end);
    if (token.length > 1 || STRUCTURE.includes(token)) yield { index, token };
    index = end;
  }
}

function stringEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length) {
    if (text[index] === '"') return index + 1;
    if (text[index] === "\\") index += 2;
    else if (text.startsWith("$${", index)) index += 3;
    else if (text.startsWith("${", index)) index = templateEnd(text, index + 2);
    else index++;
  }
  return index;
}

function templateEnd(text: string, start: number): number {
  let depth = 1;
  let index = start;
  while (index < text.length && depth > 0) {
    if (text[index] === '"') {
      index = stringEnd(text, index);
      continue;
    }
    if (text[index] === "{") depth++;
    if (text[index] === "}") depth--;
    index++;
  }
  return index;
}
