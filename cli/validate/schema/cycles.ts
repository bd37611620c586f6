import { everyExpression } from "../model/expression";
import type { Found } from "./found";
import type { Scope } from "./scope";

/** Local values that need themselves, directly or by others. */
export function localCycles({ locals }: Scope): Found[] {
  const needs = new Map(
    [...locals].map(([name, { value }]) => [
      name,
      [...everyExpression(value)].flatMap((each) =>
        each.kind === "reference" && each.root === "local" ? [String(each.steps[0])] : [],
      ),
    ]),
  );
  return [...locals].flatMap(([name, { nameRange }]): Found[] => {
    const reached = new Set<string>();
    const next = [...(needs.get(name) ?? [])];
    for (let each = next.pop(); each !== undefined; each = next.pop()) {
      if (reached.has(each)) continue;
      reached.add(each);
      next.push(...(needs.get(each) ?? []));
    }
    return reached.has(name)
      ? [
          {
            topic: "cycle",
            message: `local.${name} needs itself${needs.get(name)!.includes(name) ? "" : ", by other local values"}.`,
            mend: "Take the reference that leads back out.",
            range: nameRange,
          },
        ]
      : [];
  });
}
