import { type Block, type Module, valueOf } from "../../terraform/configuration";
import { type Json, at, textAt } from "../plan/json-value";
import type { Plan, PlannedResource } from "../plan/plan";
import type { Range } from "../../terraform/range";
import { bodyOf, roundsOf } from "../../terraform/values/block-body";
import { fromJson } from "../../terraform/values/json-text";
import { type Located, itemsOf, textIn } from "../../terraform/values/located-value";
import { publishedCallsIn } from "../module-calls/module-calls";
import type { Evaluator, Scope } from "../../terraform/values/evaluator";

/** A managed resource of a configuration or a plan. */
export interface Resource {
  /** `aws_iam_role_policy.permissions["iam-access"]` */
  readonly address: string;
  readonly type: string;
  /** The name in Terraform. */
  readonly label: string;
  /** Its arguments as one object, nested blocks as lists. */
  readonly body: Located;
  readonly range: Range;
  /** Whether its count is 0. @default false */
  readonly isAbsent?: boolean;
  /** The address of the resource that an argument references. In a plan, the value alone doesn't show it. */
  readonly referenceOf: (argument: string) => string | undefined;
  /**
   * Whether the configuration sets an argument. A plan also has arguments that were only read from AWS, such as all inline
   * policies of a role.
   */
  readonly isWritten: (argument: string) => boolean;
}

/** The resources of a module: one for each known key of a `for_each`. */
export function resourcesOfModule(module: Module, reader: Evaluator): Resource[] {
  return module.blocks
    .filter(({ type, labels }) => type === "resource" && labels.length === 2)
    .flatMap((block) => instances(block, reader));
}

function instances(block: Block, reader: Evaluator): Resource[] {
  const { labels, body, range } = block;
  const [type = "", label = ""] = labels;
  const forEach = valueOf(body, "for_each");
  const unknown: Located = { kind: "unknown", range };
  const each = forEach === undefined ? unknown : reader.read(forEach);
  const found = forEach === undefined ? [] : roundsOf(each);
  // Also check a resource without instances.
  const rounds = found.length === 0 ? [{ key: unknown, item: unknown }] : found;
  return rounds.map(({ key, item }) => {
    // A set's keys are its values.
    const name = key.kind === "scalar" ? item : key;
    const scope: Scope = new Map([
      ["each", objectOf({ key: name, value: item }, range)],
      ["count", objectOf({ index: unknown }, range)],
    ]);
    return {
      address: `${type}.${label}${name.kind === "text" ? `["${name.text}"]` : ""}`,
      type,
      label,
      body: bodyOf(body, reader, forEach === undefined ? new Map() : scope, range),
      range,
      isAbsent: reader.isAbsent(block),
      referenceOf: () => undefined,
      isWritten: () => true,
    };
  });
}

/** Managed policies in the input extraManagedPolicyArns of this project's modules, as attachments. */
export const moduleAttachments = (module: Module, reader: Evaluator): Resource[] =>
  publishedCallsIn(module).flatMap(({ name, block }) => {
    const arns = valueOf(block.body, "extraManagedPolicyArns");
    if (arns === undefined) return [];
    const { range } = block;
    // Users choose AWS managed policies by name, on purpose.
    const own = itemsOf(reader.read(arns)).filter((arn) => textIn(arn)?.startsWith("${") === true);
    const role: Located = { kind: "unknown", name: `module.${name}.connector_role_name`, range };
    return [
      {
        address: `module.${name}`,
        type: "aws_iam_role_policy_attachment",
        label: name,
        body: objectOf({ role, policy_arn: { kind: "list", items: own, range } }, range),
        range,
        referenceOf: () => undefined,
        isWritten: () => true,
      },
    ];
  });

const objectOf = (fields: Readonly<Record<string, Located>>, range: Range): Located => ({
  kind: "object",
  range,
  entries: Object.entries(fields).map(([key, value]) => ({
    key: { kind: "text", text: key, range },
    value,
  })),
});

/** The resources before or after a plan is applied. */
export const resourcesOfPlan = (plan: Plan, when: "before" | "after" = "after"): Resource[] =>
  plan.changes
    .filter((change) => change.mode === "managed" && change[when] !== null)
    .map((change) => ({
      address: change.address,
      type: change.type,
      label: change.name,
      body:
        when === "before"
          ? fromJson(change.before, change.range)
          : fromJson(change.after, change.range, [change.afterUnknown, change.afterSensitive]),
      range: change.range,
      referenceOf: (argument) => plannedReference(plan, change, argument),
      isWritten: (argument) => {
        const written = writtenOf(plan, change.address);
        return written === undefined || at(written, "expressions", argument) !== undefined;
      },
    }));

/** The resource that an argument references in the plan's configuration, by its address without keys. */
function plannedReference(
  plan: Plan,
  { address }: PlannedResource,
  argument: string,
): string | undefined {
  const written = writtenOf(plan, address);
  const first = textAt(written, "expressions", argument, "references", 0);
  if (first === undefined) return undefined;
  const modules = modulesIn(address).map((name) => `module.${name}.`);
  return `${modules.join("")}${first.split(".").slice(0, 2).join(".")}`;
}

/** A resource in the plan's configuration. */
function writtenOf(plan: Plan, address: string): Json | undefined {
  const path = modulesIn(address);
  let module = at(plan.json["configuration"], "root_module");
  for (const name of path) module = at(module, "module_calls", name, "module");
  const resources = at(module, "resources");
  const own = withoutKeys(address).slice(path.map((name) => `module.${name}.`).join("").length);
  return Array.isArray(resources)
    ? (resources as readonly Json[]).find((each) => at(each, "address") === own)
    : undefined;
}

const modulesIn = (address: string): string[] =>
  [...withoutKeys(address).matchAll(/module\.([^.]+)\./g)].map(([, name]) => name!);

/** Whether a text is a reference to a resource, or one of its instances: `${aws_iam_role.connector.arn}`. */
export const isReferenceTo = (text: string, address: string): boolean => {
  const plain = withoutKeys(address);
  return text.startsWith(`\${${plain}.`) || text === `\${${plain}}`;
};

/** An address without instance keys. */
export const withoutKeys = (address: string): string => address.replace(/\[[^\]]*\]/g, "");
