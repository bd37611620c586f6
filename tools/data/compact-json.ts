/** JSON of an object whose members hold lists or objects: one line for each entry of these. */
export function compactJson(value: object, depth = 2): string {
  const indent = " ".repeat(2 * (3 - depth));
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const lines = Object.entries(value).map(([key, entry]: [string, unknown]) => {
    const name = Array.isArray(value) ? "" : `${JSON.stringify(key)}: `;
    const isOpen = depth > 1 && typeof entry === "object" && entry !== null;
    return `${indent}${name}${isOpen ? compactJson(entry, depth - 1) : JSON.stringify(entry)}`;
  });
  return `${open}\n${lines.join(",\n")}\n${indent.slice(2)}${close}`;
}
