/** A place in HCL: in a text, or in the code inside its `${ }`, with the braces that are open there. */
type State =
  { readonly in: "text"; readonly start: number } | { readonly in: "code"; braces: number };

/** What matters to where texts begin and end. */
const CODE = /#|\/\/|\/\*|"|'[^'\r\n]*'?|<<-?([\w-]+)\r?\n|<<-?(?:"[^"\r\n]*"|'[^'\r\n]*')|[{}]/g;
const TEXT = /\\.|([$%])\1\{|[$%]\{|"|\n/gs;

/**
 * A text whose limits are wrong: single quotes, one that doesn't end on its line, a heredoc whose marker is in quotes, and a
 * heredoc or a comment that never ends.
 */
export interface Misquoted {
  readonly is: "single" | "open" | "marker" | "heredoc" | "comment";
  readonly start: number;
  readonly end: number;
}

/**
 * Texts with wrong limits; nothing is known behind one that is open. The parser, which goes on with what follows as part
 * of the text, or takes a single quote for the begin of something else, finds the mistake somewhere else.
 */
export function misquoted(text: string): Misquoted[] {
  const found: Misquoted[] = [];
  const open = scan(text, (is, start, end) => found.push({ is, start, end }));
  return open === undefined ? found : [...found, { is: "open", start: open, end: open + 1 }];
}

/** @returns where the first text begins that doesn't end on its line */
function scan(
  text: string,
  onWrong: (is: Misquoted["is"], start: number, end: number) => void,
): number | undefined {
  const states: State[] = [{ in: "code", braces: 0 }];
  let at = 0;
  for (;;) {
    const state = states.at(-1)!;
    const pattern = state.in === "code" ? CODE : TEXT;
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return state.in === "text" ? state.start : undefined;
    const [sign, marker] = found;
    at = pattern.lastIndex;
    if (state.in === "text") {
      if (sign === "\n") return state.start;
      if (sign === '"') states.pop();
      else if (sign === "${" || sign === "%{") states.push({ in: "code", braces: 0 });
      continue;
    }
    if (sign === '"') states.push({ in: "text", start: found.index });
    else if (sign.startsWith("'")) onWrong("single", found.index, at);
    else if (sign.startsWith("<<") && marker === undefined) onWrong("marker", found.index, at);
    else if (sign === "{") state.braces += 1;
    else if (sign === "}" && state.braces > 0) state.braces -= 1;
    else if (sign === "}" && states.length > 1) states.pop();
    else if (sign !== "}") {
      const end = behind(text, sign, marker, at);
      const is = marker === undefined ? "comment" : "heredoc";
      if (end === undefined) onWrong(is, found.index, found.index + sign.trimEnd().length);
      at = end ?? text.length;
    }
  }
}

/** Behind a comment or a heredoc; undefined where it doesn't end. */
function behind(
  text: string,
  sign: string,
  marker: string | undefined,
  at: number,
): number | undefined {
  const end =
    marker !== undefined
      ? new RegExp(`^[ \\t]*${marker}[ \\t]*\\r?$`, "gm")
      : sign === "/*"
        ? /\*\//g
        : /$/gm;
  end.lastIndex = at;
  return end.exec(text) === null ? undefined : Math.max(end.lastIndex, at);
}
