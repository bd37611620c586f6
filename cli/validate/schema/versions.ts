type Version = readonly [number, number, number];

const parsed = (text: string): Version => {
  const [major = 0, minor = 0, patch = 0] = text.split(/[-+]/)[0]!.split(".").map(Number);
  return [major, minor, patch];
};

const order = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** Whether a version constraint lets a version in. https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
export function admits(constraint: string, version: string): boolean {
  const wanted = parsed(version);
  return constraint.split(",").every((clause) => {
    const [, operator = "", given = ""] = /^\s*(=|!=|>=?|<=?|~>)?\s*v?([\d.]+)/.exec(clause) ?? [];
    if (given === "") return true; // not for this to judge
    const far = order(wanted, parsed(given));
    if (operator === ">=") return far >= 0;
    if (operator === ">") return far > 0;
    if (operator === "<=") return far <= 0;
    if (operator === "<") return far < 0;
    if (operator === "!=") return far !== 0;
    if (operator !== "~>") return far === 0;
    // Only the last part that is given may grow.
    const fixed = given.split(".").length - 1;
    return far >= 0 && wanted.slice(0, fixed).every((part, index) => part === parsed(given)[index]);
  });
}

/** Whether it lets in any version of the same major one. */
export function admitsMajorOf(constraint: string, version: string): boolean {
  const [major] = parsed(version);
  const named = [...constraint.matchAll(/[\d.]+/g)]
    .map(([text]) => text)
    .filter((text) => parsed(text)[0] === major);
  return [version, `${major}.0.0`, `${major}.9999.0`, ...named].some((each) =>
    admits(constraint, each),
  );
}
