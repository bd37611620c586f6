import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "prettier";
import { MODULE_NAMES } from "../cli/names";
import { buildModule } from "../modules";
import { findProviderPlugins, terraformEnv, writeCliConfig } from "../sandbox/provider-plugins";
import { mergeEnv } from "../sandbox/processes";
import { PROJECT_ROOT } from "../sandbox/paths";
import type {
  BlockSchema,
  Functions,
  KeptProvider,
  SchemaKind,
} from "../cli/validate/schema/kept-types";
import { boundType } from "./provider-bindings";
import {
  prunedBlock,
  prunedFunctions,
  standInProvider,
  withoutDescriptions,
} from "./pruned-schema";

/**
 * Takes the providers' schemas from their plugins and keeps what the modules, stacks and examples use, for
 * `apono-connector validate`: `npx tsx scripts/provider-schemas.ts`. With `--check` it writes nothing and tells whether
 * what is kept is what the plugins say.
 */
const KEPT = join(PROJECT_ROOT, "cli", "validate", "schema", "kept");

/** The providers; `terraform` is the one built into Terraform, whose `terraform_data` the modules use. */
const SOURCES: Readonly<Record<string, string>> = {
  aws: "hashicorp/aws",
  helm: "hashicorp/helm",
  kubernetes: "hashicorp/kubernetes",
  terraform: "terraform.io/builtin/terraform",
};

const KINDS: Readonly<Record<SchemaKind, string>> = {
  resource: "resource_schemas",
  data: "data_source_schemas",
  ephemeral: "ephemeral_resource_schemas",
};

type Raw = Record<string, Record<string, { block: BlockSchema }>> & {
  provider: { block: BlockSchema };
};

/** `resource.aws_iam_role`, `data.aws_region`, …: everything that modules and examples have in them. */
function usedTypes(): Set<string> {
  const used = new Set<string>();
  for (const name of MODULE_NAMES) {
    const main = buildModule(name).toFiles()["main.tf.json"] as Record<string, object>;
    for (const kind of Object.keys(KINDS))
      for (const type of Object.keys(main[kind] ?? {})) used.add(`${kind}.${type}`);
    const examples = join(PROJECT_ROOT, "modules", name, "examples");
    const files = readdirSync(examples, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".tf"),
    );
    for (const file of files) {
      const text = readFileSync(join(examples, file), "utf8");
      for (const [, kind, type] of text.matchAll(/^(resource|data|ephemeral) "(\w+)"/gm))
        used.add(`${kind}.${type}`);
    }
  }
  return used;
}

/** What Terraform says of the plugins that this machine has. */
function fromPlugins(): { schemas: Record<string, Raw>; versions: Record<string, string> } {
  const { providers } = findProviderPlugins();
  const held = Object.entries(SOURCES).flatMap(([name, source]) => {
    const version = providers.find((provider) => provider.source === source)?.versions.at(-1);
    return version === undefined && name !== "terraform" ? [] : [{ name, source, version }];
  });
  const folder = mkdtempSync(join(tmpdir(), "schemas-"));
  try {
    const required = Object.fromEntries(held.map(({ name, ...rest }) => [name, rest]));
    writeFileSync(
      join(folder, "main.tf.json"),
      JSON.stringify({ terraform: { required_providers: required } }),
    );
    const env = mergeEnv(terraformEnv(writeCliConfig(folder)));
    const options = { cwd: folder, env, maxBuffer: 2 ** 30, encoding: "utf8" } as const;
    execFileSync("terraform", ["init", "-input=false"], options);
    const said = execFileSync("terraform", ["providers", "schema", "-json"], options);
    const { provider_schemas } = JSON.parse(said) as { provider_schemas: Record<string, Raw> };
    return {
      schemas: Object.fromEntries(
        held.map(({ name, source }) => [
          name,
          provider_schemas[name === "terraform" ? source : `registry.terraform.io/${source}`]!,
        ]),
      ),
      versions: Object.fromEntries(held.map(({ name, version }) => [name, version ?? "built in"])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What only a later major version has, from its bindings: such arguments are no mistake where it is allowed. */
function laterOf(name: string, used: ReadonlySet<string>): KeptProvider["later"] {
  const folder = join(PROJECT_ROOT, "node_modules", "@cdktf", `provider-${name}`);
  if (name !== "aws" || !existsSync(folder)) return undefined;
  const { cdktf } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    cdktf: { provider: { version: string } };
  };
  const names: Record<string, string[]> = {};
  for (const each of [...used].sort()) {
    const [kind = "", type = ""] = each.split(".");
    if (!type.startsWith(`${name}_`) || kind === "ephemeral") continue;
    const { args, attributes } = boundType(folder, kind === "data" ? `data.${type}` : type);
    names[each] = [
      ...new Set([...Object.keys(args), ...attributes.filter((one) => !one.endsWith("_input"))]),
    ].sort();
  }
  const own = boundType(folder, `${name}_provider`);
  names[`provider.${name}`] = Object.keys(own.args).sort();
  const types = { resource: [] as string[], data: [] as string[] };
  for (const entry of readdirSync(join(folder, "lib"), { withFileTypes: true })) {
    const isData = entry.name.startsWith(`data-${name}-`);
    const type = (isData ? entry.name.slice("data-".length) : `${name}-${entry.name}`).replaceAll(
      "-",
      "_",
    );
    if (entry.isDirectory()) types[isData ? "data" : "resource"].push(type);
  }
  return { version: cdktf.provider.version, names, types };
}

/** @returns the provider as it is kept, with the names of later versions that the kept one hasn't. */
function kept(name: string, version: string, raw: Raw, used: ReadonlySet<string>): KeptProvider {
  const types = (kind: SchemaKind) => {
    const all = raw[KINDS[kind]] ?? {};
    const wanted = Object.keys(all)
      .filter((type) => used.has(`${kind}.${type}`))
      .sort();
    return Object.fromEntries(wanted.map((type) => [type, prunedBlock(all[type]!.block)]));
  };
  const names = (kind: SchemaKind) => Object.keys(raw[KINDS[kind]] ?? {}).sort();
  const later = laterOf(name, used);
  return {
    source: SOURCES[name]!,
    version,
    ...(later === undefined ? {} : { later: onlyLater(later, raw, used) }),
    config: prunedBlock(raw.provider?.block ?? {}),
    resource: types("resource"),
    data: types("data"),
    ephemeral: types("ephemeral"),
    names: { resource: names("resource"), data: names("data"), ephemeral: names("ephemeral") },
  };
}

function onlyLater(
  later: NonNullable<KeptProvider["later"]>,
  raw: Raw,
  used: ReadonlySet<string>,
): NonNullable<KeptProvider["later"]> {
  const hasPath = (block: BlockSchema, path: string): boolean => {
    const [first = "", ...rest] = path.split(".");
    const inner = block.block_types?.[first]?.block;
    if (inner !== undefined) return rest.length === 0 || hasPath(inner, rest.join("."));
    return block.attributes?.[first] !== undefined;
  };
  const names = Object.entries(later.names).flatMap(([each, paths]) => {
    const [kind = "", type = ""] = each.split(".");
    const isProvider = kind === "provider";
    const block = isProvider ? raw.provider.block : raw[KINDS[kind as SchemaKind]]?.[type]?.block;
    const left = block === undefined ? [] : paths.filter((path) => !hasPath(block, path));
    return left.length > 0 && (isProvider || used.has(each)) ? [[each, left] as const] : [];
  });
  const isNew = (kind: "resource" | "data") =>
    later.types[kind].filter((type) => raw[KINDS[kind]]?.[type] === undefined).sort();
  return {
    version: later.version,
    names: Object.fromEntries(names),
    types: { resource: isNew("resource"), data: isNew("data") },
  };
}

function functions(): Functions {
  const said = execFileSync("terraform", ["metadata", "functions", "-json"], { encoding: "utf8" });
  return prunedFunctions(JSON.parse(said) as Parameters<typeof prunedFunctions>[0]);
}

async function main(): Promise<void> {
  const isCheck = process.argv.includes("--check");
  const used = usedTypes();
  const { schemas, versions } = fromPlugins();
  const files: Record<string, unknown> = { functions: functions() };
  for (const name of Object.keys(SOURCES)) {
    const raw = schemas[name];
    if (raw !== undefined)
      files[name] = kept(name, versions[name]!, withoutDescriptions(raw), used);
    // What was kept of a real plugin stays, where this machine has none to ask.
    else if (!isCheck) {
      const { version, raw: standIn } = standInProvider(name);
      files[name] = kept(name, version, standIn as unknown as Raw, used);
    }
  }
  const stale: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const file = join(KEPT, `${name}.json`);
    const text = await format(JSON.stringify(content), { parser: "json", printWidth: 100 });
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    stale.push(`${name}.json`);
    if (!isCheck) writeFileSync(file, text);
  }
  if (!isCheck) console.log(`wrote ${stale.join(", ") || "nothing: all is as it was"}`);
  else if (stale.length > 0) {
    console.error(
      `${stale.join(", ")} is not what the plugins say. Run: npx tsx scripts/provider-schemas.ts`,
    );
    process.exitCode = 1;
  }
}

void main();
