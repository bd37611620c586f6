import { type Module, valueOf } from "../../../cli/validate/model/configuration";

/** What a root declares that calls modules with {@link callOf}. */
export const CALLER = {
  variable: { any: { type: "any" }, any_ephemeral: { type: "any", ephemeral: true } },
};

/** A call that gives a module what it requires, of no known value. */
export function callOf(name: string, { blocks }: Module): string {
  const inputs = blocks
    .filter(({ type, body }) => type === "variable" && !body.attributes.has("default"))
    .map(({ labels, body }) => {
      const ephemeral = valueOf(body, "ephemeral");
      const isEphemeral = ephemeral?.kind === "literal" && String(ephemeral.value) === "true";
      return `  ${labels[0]} = var.any${isEphemeral ? "_ephemeral" : ""}\n`;
    });
  return `module "${name}" {\n  source = "./${name}"\n${[...new Set(inputs)].join("")}}\n`;
}
