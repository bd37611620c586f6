import {
  type Node,
  findNodeAtLocation,
  findNodeAtOffset,
  getNodePath,
  parseTree,
} from "jsonc-parser";
import { noPlan } from "../errors";
import { type Json, type JsonObject, at, isObject, textAt } from "./json-value";
import type { Plan, PlannedResource } from "./plan";
import { type Position, type Range, startOf } from "../../terraform/range";
import { isTooDeepJson } from "../../terraform/nesting-depth";
import { Lines } from "../../terraform/lines";
import { addressIn } from "./plan-address";

type Path = readonly (string | number)[];

/**
 * Reads a plan as `terraform show -json` writes it.
 *
 * @param called its name in messages
 * @throws CommandFailure if it is not a plan
 */
export function readPlan(file: string, text: string, called = file): Plan {
  const json = parsed(called, text);
  if (typeof json["format_version"] !== "string")
    throw noPlan(called, 'it has no "format_version"');
  // Minor versions are compatible; 0 is the version of Terraform before 1.1.
  // https://developer.hashicorp.com/terraform/internals/json-format
  if (!/^[01]\./.test(json["format_version"]))
    throw noPlan(called, `its format_version is ${json["format_version"]}; only 1 is supported`);
  if (!("planned_values" in json) && !("resource_changes" in json))
    throw noPlan(called, 'it has neither "planned_values" nor "resource_changes"');
  const places = new Places(file, text);
  const rangeOf = (path: Path) => places.of(path);
  return {
    file,
    changes: listAt(called, json, "resource_changes").map((change, index) =>
      plannedResource(called, change, rangeOf, index),
    ),
    variables: Object.fromEntries(
      Object.entries(isObject(json["variables"]) ? json["variables"] : {}).map(
        ([name, variable]) => [name, at(variable, "value") ?? null],
      ),
    ),
    json,
    rangeOf,
    addressAt: (position) => addressIn(json, places.pathAt(position)),
  };
}

/** Whether a text looks like a plan. */
export const isPlan = (text: string): boolean =>
  /^\s*\{/.test(text) &&
  /"format_version"\s*:/.test(text) &&
  /"(resource_changes|planned_values)"\s*:/.test(text);

function parsed(file: string, text: string): JsonObject {
  if (isTooDeepJson(text)) throw noPlan(file, "its values are nested too deeply");
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    throw noPlan(file, "it is not JSON");
  }
  if (!isObject(json)) throw noPlan(file, "it is not a JSON object");
  return json;
}

const ACTIONS = ["no-op", "create", "read", "update", "delete", "forget"] as const;

function plannedResource(
  file: string,
  json: Json,
  rangeOf: Plan["rangeOf"],
  index: number,
): PlannedResource {
  const where = `resource_changes[${index}]`;
  if (!isObject(json)) throw noPlan(file, `${where} is not an object`);
  const address = textAt(json, "address");
  const type = textAt(json, "type");
  if (address === undefined) throw noPlan(file, `${where} has no address`);
  if (type === undefined) throw noPlan(file, `${where} has no type`);
  const change = isObject(json["change"]) ? json["change"] : {};
  return {
    address,
    mode: json["mode"] === "data" ? "data" : "managed",
    type,
    name: textAt(json, "name") ?? "",
    actions: ACTIONS.filter((action) => list(change["actions"]).includes(action)),
    replacePaths: list(change["replace_paths"]).map((path) => list(path).filter(isStep)),
    before: change["before"] ?? null,
    after: change["after"] ?? null,
    afterUnknown: change["after_unknown"] ?? {},
    afterSensitive: change["after_sensitive"] ?? {},
    range: rangeOf(["resource_changes", index, "address"]),
  };
}

/** Finds places in the file, which it parses lazily. */
class Places {
  private lines: Lines | undefined;
  private root: Node | undefined;

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {}

  of(path: Path): Range {
    const { root, lines } = this.parsed();
    for (let length = path.length; root !== undefined && length > 0; length -= 1) {
      const node = findNodeAtLocation(root, path.slice(0, length));
      if (node !== undefined) return lines.between(node.offset, endOf(node, this.text));
    }
    return startOf(this.file);
  }

  /** The path of the value at a position. */
  pathAt(position: Position): Path {
    const { root, lines } = this.parsed();
    const node = root && findNodeAtOffset(root, lines.offsetOf(position));
    return node === undefined ? [] : getNodePath(node);
  }

  private parsed(): { readonly root: Node | undefined; readonly lines: Lines } {
    this.root ??= parseTree(this.text);
    this.lines ??= new Lines(this.file, this.text);
    return { root: this.root, lines: this.lines };
  }
}

/** The end of a value, or of its first line. */
function endOf({ offset, length }: Node, text: string): number {
  const lineEnd = text.indexOf("\n", offset);
  return lineEnd === -1 ? offset + length : Math.min(offset + length, lineEnd);
}

const isStep = (value: Json): value is string | number =>
  typeof value === "string" || typeof value === "number";
const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];
function listAt(file: string, json: JsonObject, key: string): readonly Json[] {
  const value = json[key] ?? [];
  if (!Array.isArray(value)) throw noPlan(file, `"${key}" is not a list`);
  return value as readonly Json[];
}
