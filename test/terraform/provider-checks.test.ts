import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { conflict } from "../../cli/validate/rules/schema/conflict";
import { invalidValue } from "../../cli/validate/rules/schema/invalid-value";
import { AWS } from "../../cli/validate/schema/checks/aws";
import type { ConflictCheck, Takes } from "../../cli/validate/schema/checks/check";
import aws from "../../cli/validate/schema/kept/aws.json";
import { cleanUp, tempDir } from "../../sandbox/processes";
import { Terraform } from "../../sandbox/terraform";
import { findings } from "../support/validate";

jest.setTimeout(600_000);
afterAll(cleanUp);

type Value = string | number;
type Body = { [name: string]: unknown };

const ARN = "arn:aws:iam::123456789012:role/apono";

/** What a type needs beside the argument that is looked at … */
const NEEDED: Readonly<Record<string, Body>> = {
  "resource.aws_cloudformation_stack_set": { name: "apono" },
  "resource.aws_cloudformation_stack_set_instance": { stack_set_name: "apono" },
  "resource.aws_ecs_cluster": { name: "apono" },
  "resource.aws_ecs_cluster_capacity_providers": { cluster_name: "apono" },
  "resource.aws_ecs_service": { name: "apono" },
  "resource.aws_ecs_task_definition": { family: "apono", container_definitions: "[]" },
  "resource.aws_eks_pod_identity_association": {
    cluster_name: "apono",
    namespace: "apono",
    role_arn: ARN,
    service_account: "apono",
  },
  "resource.aws_iam_openid_connect_provider": {
    url: "https://oidc.example",
    client_id_list: ["sts.amazonaws.com"],
  },
  "resource.aws_iam_role": { assume_role_policy: "{}" },
  "resource.aws_iam_role_policy": { policy: "{}", role: "apono" },
  "resource.aws_iam_role_policy_attachment": { policy_arn: ARN, role: "apono" },
  "resource.aws_secretsmanager_secret_version": { secret_id: "apono" },
  "data.aws_eks_cluster": { name: "apono" },
};

/** … and what a block in it does. */
const NEEDED_IN: Readonly<Record<string, Body>> = {
  setting: { value: "enabled" },
  default_capacity_provider_strategy: { capacity_provider: "FARGATE" },
  capacity_provider_strategy: { capacity_provider: "FARGATE" },
  load_balancer: { container_name: "apono", container_port: 80 },
  service_registries: { registry_arn: ARN },
  proxy_configuration: { container_name: "apono" },
  volume: { name: "apono" },
  efs_volume_configuration: { file_system_id: "fs-1" },
};

const SAMPLES = [
  "apono",
  "a".repeat(40),
  "123456789012",
  "ou-ab12-12345678",
  "https://a.example/b",
];

/** What few patterns take. */
const WRONG = ["no ~ name", "~", ARN];

const matching = (pattern: RegExp | undefined): string =>
  SAMPLES.find((each) => pattern?.test(each) ?? true)!;

function examples(takes: Takes): { good: readonly Value[]; broken: readonly Value[] } {
  switch (takes.kind) {
    case "one of":
      return {
        good: takes.values.slice(-1),
        broken: [typeof takes.values[0] === "number" ? 2 : "NO"],
      };
    case "range": {
      const { least, most, also = [] } = takes;
      const broken = [least - 1, ...(most === undefined ? [] : [most + 1])];
      return { good: [...also, least, ...(most === undefined ? [] : [most])], broken };
    }
    case "text": {
      const { least = 0, most, pattern } = takes;
      return {
        good: [most === undefined ? matching(pattern) : "a".repeat(most)],
        broken: [
          ...(most === undefined ? [] : ["a".repeat(most + 1)]),
          ...(least > 1 ? ["a".repeat(least - 1)] : []),
          ...WRONG.filter((each) => pattern?.test(each) === false),
        ],
      };
    }
    case "json":
      return { good: [takes.of === "list" ? "[]" : "{}"], broken: ["no JSON"] };
    case "arn":
      return {
        good: [ARN],
        broken: ["apono", ...(takes.formOnly ? [] : ["arn:aws:iam::1234:role/apono"])],
      };
  }
}

/** A good value of arguments that take no number. */
const SAMPLE: Readonly<Record<string, string>> = {
  account_id: "123456789012",
  administration_role_arn: ARN,
  arn: ARN,
  secret_binary: "YQ==",
  url: "https://oidc.example",
};

/** What an argument needs beside it. */
const BESIDE: Readonly<Record<string, Body>> = {
  secret_string_wo: { secret_string_wo_version: 1 },
};

function put(body: Body, [first = "", ...rest]: readonly string[], value: unknown): Body {
  if (rest.length === 0) return { ...body, [first]: value };
  return { ...body, [first]: [put({ ...NEEDED_IN[first] }, rest, value)] };
}

interface Schema {
  readonly attributes?: Readonly<Record<string, { readonly type?: unknown }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Schema }>>;
}

const schemaOf = (type: string, path: readonly string[]): Schema => {
  const [kind = "", name = ""] = type.split(".");
  const root = (aws as unknown as Record<string, Record<string, Schema>>)[kind]![name]!;
  return path.reduce((schema, step) => schema.block_types![step]!.block, root);
};

/** An argument's value, in a list where its type is one; a block where it is one. */
function written(type: string, path: readonly string[], value: unknown): unknown {
  const schema = schemaOf(type, path.slice(0, -1));
  const name = path.at(-1)!;
  if (schema.block_types?.[name] !== undefined) return [{}];
  return Array.isArray(schema.attributes?.[name]?.type) ? [value] : value;
}

function conflictExamples(type: string, { path, kind, names }: ConflictCheck) {
  const steps = path === "" ? [] : path.split(".");
  const at = (...set: readonly string[]) =>
    set.reduce((body, name) => {
      const inner = (steps.reduce<unknown>(
        (found, step) => ((found as Body | undefined)?.[step] as Body[] | undefined)?.[0],
        body,
      ) ?? {}) as Body;
      const more = {
        ...inner,
        // One that needs another beside it is looked at in a check of its own.
        ...(kind === "together" ? {} : BESIDE[name]),
        [name]: written(type, [...steps, name], SAMPLE[name] ?? 1),
      };
      return steps.length === 0 ? more : { ...body, [steps[0]!]: [more] };
    }, NEEDED[type] ?? {});
  const others = NEEDED[type]?.[names[0]!] === undefined ? names : [];
  if (kind === "together") return { good: [at(...names)], broken: names.map((name) => at(name)) };
  const good = others.map((name) => at(name));
  return { good, broken: [at(...names), ...(kind === "exactly one" ? [at()] : [])] };
}

/** One root with every example in it, labelled. */
function everything() {
  const root: Record<string, Record<string, Record<string, Body>>> = { resource: {}, data: {} };
  const broken: string[] = [];
  let count = 0;
  const add = (type: string, isGood: boolean, body: Body) => {
    const [kind = "", name = ""] = type.split(".");
    const label = `${isGood ? "good" : "broken"}_${count++}`;
    ((root[kind] ??= {})[name] ??= {})[label] = body;
    if (!isGood) broken.push(`${kind === "data" ? "data." : ""}${name}.${label}`);
  };
  for (const [type, { values, conflicts }] of Object.entries(AWS)) {
    for (const { path, takes } of values) {
      const steps = path.split(".");
      const body = (value: Value) => put(NEEDED[type] ?? {}, steps, written(type, steps, value));
      const { good, broken: wrong } = examples(takes);
      for (const each of good) add(type, true, body(each));
      for (const each of wrong) add(type, false, body(each));
    }
    for (const each of conflicts) {
      const { good, broken: wrong } = conflictExamples(type, each);
      for (const body of good) add(type, true, body);
      for (const body of wrong) add(type, false, body);
    }
  }
  return { root, broken: broken.sort() };
}

it("validate refuses and takes exactly what the provider itself does", async () => {
  const { root, broken } = everything();
  const text = JSON.stringify(
    { terraform: { required_providers: { aws: { source: "hashicorp/aws" } } }, ...root },
    null,
    2,
  );
  const folder = tempDir("provider-checks-");
  writeFileSync(join(folder, "main.tf.json"), text);
  const terraform = new Terraform(folder);
  await terraform.init();
  const { diagnostics } = await terraform.validate();
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const refused = [...new Set(errors.map(({ address = "" }) => address))].sort();
  expect(refused).toEqual(broken);

  const found = await Promise.all(
    [invalidValue, conflict].map((rule) => findings(rule, { "main.tf.json": text })),
  );
  const ours = found
    .flat()
    .map(({ message }) => /\b(data\.)?aws_\w+\.(good|broken)_\d+/.exec(message)![0]);
  expect([...new Set(ours)].sort()).toEqual(broken);
});
