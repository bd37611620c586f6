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
