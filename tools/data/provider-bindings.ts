import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a provider's bindings for cdktf say of one resource or data source. */
export interface BoundType {
  /** Arguments by path, such as `network_configuration.subnets`, with their types in TypeScript. */
  readonly args: Readonly<Record<string, string>>;
  /** Attributes that an expression can refer to. */
  readonly attributes: readonly string[];
}

/** Of several types, by their names in Terraform; data sources begin with `data.`. */
export type BoundTypes = Readonly<Record<string, BoundType>>;

const INTERFACE = /export interface (\w+)[^{]*\{\n([^]*?)\n\}/g;
const PROPERTY = /#(\w+) \w+#\w+\}[^]*?readonly (\w+)\??: ([^;]+);/g;
const GETTER = /\n {4}get (\w+)\(\)/g;

/**
 * Reads a type from the bindings that cdktf publishes for each version of a provider.
 *
 * @param bindings the folder of the npm package
 * @param type such as `aws_ecs_service` or `data.aws_subnet`
 */
export function boundType(bindings: string, type: string): BoundType {
  const isData = type.startsWith("data.");
  const [provider = "", ...words] = type.replace(/^data\./, "").split("_");
  const folder = isData ? ["data", provider, ...words].join("-") : words.join("-");
  const file = join(bindings, "lib", folder, "index.d.ts");
  if (!existsSync(file)) throw new Error(`${bindings} has no ${type}`);
  const files = [file, file.replace("index.d.ts", "index-structs/structs.d.ts")];
  const text = files
    .map((each) => (existsSync(each) ? readFileSync(each, "utf8") : ""))
    .join("\n")
    // cdktf's successor names its own types so.
    .replaceAll("cdktn.", "cdktf.");
  const interfaces = new Map([...text.matchAll(INTERFACE)].map(([, name, body]) => [name!, body!]));
  const config = [...interfaces.keys()].find((name) => name.endsWith("Config")) ?? "";
  const camel = [...text.slice(text.lastIndexOf("export declare class")).matchAll(GETTER)];
  return {
    args: argumentsOf(interfaces, config),
    attributes: camel.map(([, name]) => snake(name!)).sort(),
  };
}

function argumentsOf(
  interfaces: ReadonlyMap<string, string>,
  name: string,
  path = "",
  above: readonly string[] = [],
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, argument, , type] of (interfaces.get(name) ?? "").matchAll(PROPERTY)) {
    const here = path + argument!;
    const nested = type!.replace(/\[\]| \| cdktf\.IResolvable/g, "");
    // The names of nested types differ between versions, their contents count.
    found[here] = interfaces.has(nested) ? "block" : type!;
    if (interfaces.has(nested) && !above.includes(nested))
      Object.assign(found, argumentsOf(interfaces, nested, `${here}.`, [...above, nested]));
  }
  return found;
}

/** Terraform's name of an attribute. */
const snake = (camel: string) => camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
