import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MODULE_NAMES } from "../../../modules/module-names";
import { type BoundType, type BoundTypes, boundType } from "../../../tools/data/provider-bindings";
import { PROJECT } from "../../kit/project-copy";
import { argumentsOf, referencesOf, typesOf } from "../../../tools/data/used-arguments";

/**
 * What versions that are not installed here still have, and warn about, by type; the bindings don't tell. What the others
 * deprecate is asked of their schemas: test/terraform/deprecations.test.ts.
 */
const DEPRECATED = [deprecatedIn("aws", 6), deprecatedIn("kubernetes", 3)];

interface Deprecated {
  readonly provider: string;
  readonly major: number;
  readonly types: Readonly<Record<string, readonly string[]>>;
}

function deprecatedIn(provider: string, major: number): Deprecated {
  const name = `${provider}-${major}-deprecated.json`;
  const file = join(PROJECT, "test", "fixtures", "provider-attributes", name);
  const { deprecated } = JSON.parse(readFileSync(file, "utf8")) as {
    deprecated: Deprecated["types"];
  };
  return { provider, major, types: deprecated };
}

interface Row {
  readonly provider: string;
  readonly version: string;
  readonly types: (type: string) => BoundType;
}

function installed(provider: string): Row {
  const folder = join(PROJECT, "node_modules", "@cdktf", `provider-${provider}`);
  const { cdktf } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    cdktf: { provider: { version: string } };
  };
  const read = new Map<string, BoundType>();
  return {
    provider,
    version: cdktf.provider.version,
    types: (type) => {
      const known = read.get(type) ?? boundType(folder, type);
      read.set(type, known);
      return known;
    },
  };
}

function noted(provider: string, major: number, version = `${major}`): Row {
  const name = `${provider}-${major}.json`;
  const file = join(PROJECT, "test", "fixtures", "provider-attributes", name);
  const content = existsSync(file) ? readFileSync(file, "utf8") : '{"types":{}}';
  const { types } = JSON.parse(content) as { types: BoundTypes };
  return {
    provider,
    version,
    types: (type) => {
      if (types[type] !== undefined) return types[type];
      throw new Error(`${name} has no ${type}. Run: npx tsx tools/data/provider-attributes.ts`);
    },
  };
}

const AWS = { 5: noted("aws", 5), 6: installed("aws"), newest: noted("aws", 6, "6.66.0") };
const ROWS = [AWS[5], AWS[6], AWS.newest, installed("helm"), installed("kubernetes")];

const cases = MODULE_NAMES.flatMap((module) =>
  ROWS.filter(({ provider }) => typesOf(module, provider).length > 0).map(
    (row): [string, string, string, Row] => [module, row.provider, row.version, row],
  ),
);

it("the versions are of the majors that the modules allow", () => {
  expect(ROWS.map(({ provider, version }) => `${provider} ${version.split(".")[0]}`)).toEqual([
    "aws 5",
    "aws 6",
    "aws 6",
    "helm 3",
    "kubernetes 2",
  ]);
});

describe.each(cases)("%s with %s %s", (name, provider, _version, { types }) => {
  const module = name as (typeof MODULE_NAMES)[number];
  const isBlock = (type: string, path: string) => types(type).args[path] === "block";

  it("has every argument that is set", () => {
    const used = argumentsOf(module, provider, isBlock);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter(([type, path]) => types(type).args[path] === undefined)).toEqual([]);
  });

  it("has every attribute that is referred to", () => {
    const used = referencesOf(module, provider);
    const known = ([type, attribute]: [string, string]) =>
      types(type).attributes.includes(attribute) || types(type).args[attribute] !== undefined;
    expect(used.filter((each) => !known(each))).toEqual([]);
  });
});

const deprecations = MODULE_NAMES.flatMap((module) =>
  DEPRECATED.filter(({ provider }) => typesOf(module, provider).length > 0).map(
    (each): [string, string, number, Deprecated["types"]] => [
      module,
      each.provider,
      each.major,
      each.types,
    ],
  ),
);

it.each(deprecations)("%s uses nothing that %s %d deprecates", (name, provider, _major, types) => {
  const module = name as (typeof MODULE_NAMES)[number];
  // What is lacking is noted by: npx tsx tools/data/provider-deprecations.ts
  expect(typesOf(module, provider).filter((type) => types[type] === undefined)).toEqual([]);
  const { types: bound } = ROWS.findLast((row) => row.provider === provider)!;
  const isBlock = (type: string, path: string) => bound(type).args[path] === "block";
  const used = [...argumentsOf(module, provider, isBlock), ...referencesOf(module, provider)];
  expect(used.length).toBeGreaterThan(0);
  expect(
    used.filter(([type, path]) => types[type]!.includes(path.split(".").at(-1) ?? "")),
  ).toEqual([]);
});

it("the notes of what is deprecated have what is known of it", () => {
  const [aws, kubernetes] = DEPRECATED.map(({ types }) => types);
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade
  expect(aws!["data.aws_region"]).toEqual(["id", "name"]);
  expect(aws!["aws_cloudformation_stack_set_instance"]).toContain("region");
  expect(kubernetes!["kubernetes_service_account_v1"]).toEqual(["default_secret_name"]);
});

it.each(MODULE_NAMES)("%s sets arguments that have the same type in aws 5 and 6", (module) => {
  const isBlock = (type: string, path: string) => AWS[6].types(type).args[path] === "block";
  const differing = argumentsOf(module, "aws", isBlock).filter(([type, path]) =>
    [AWS[6], AWS.newest].some(
      (row) => AWS[5].types(type).args[path] !== row.types(type).args[path],
    ),
  );
  expect(differing).toEqual([]);
});
