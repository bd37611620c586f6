import { cleanUp } from "../../kit/processes";
import { onRealPlugins } from "../../support/real-plugins";
import { standInRoot, type Root } from "./root";

jest.setTimeout(600_000); // the plugins may have to be built, or downloaded
afterAll(cleanUp);

interface Schemas {
  readonly provider: object;
  readonly resource_schemas?: Readonly<Record<string, object>>;
  readonly data_source_schemas?: Readonly<Record<string, object>>;
}

const ADDRESSES = ["helm", "kubernetes"].map((name) => `registry.terraform.io/hashicorp/${name}`);

async function schemasOf({ terraform }: Root): Promise<Record<string, Schemas>> {
  const { stdout } = await terraform.run(["providers", "schema", "-json"]);
  const { provider_schemas: schemas } = JSON.parse(stdout) as {
    provider_schemas: Record<string, Schemas>;
  };
  return schemas;
}

/** The parts of a schema that the real plugin words for people are no business of the stand-in. */
function withoutTexts(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutTexts);
  if (typeof schema !== "object" || schema === null) return schema;
  const isText = ([key, value]: [string, unknown]) =>
    /^description(_kind)?$|^deprecation_message$/.test(key) && typeof value === "string";
  return Object.fromEntries(
    Object.entries(schema)
      .filter((entry) => !isText(entry))
      .map(([key, value]) => [key, withoutTexts(value)]),
  );
}

const standIns = async () => schemasOf(await standInRoot());

it("serves the schemas of the modules' resources", async () => {
  const schemas = await standIns();
  const served = ADDRESSES.flatMap((address) => [
    ...Object.keys(schemas[address]?.resource_schemas ?? {}),
    ...Object.keys(schemas[address]?.data_source_schemas ?? {}),
  ]);
  expect(served).toEqual([
    "helm_release",
    "kubernetes_namespace_v1",
    "kubernetes_network_policy_v1",
    "kubernetes_pod_disruption_budget_v1",
    "kubernetes_service_account_v1",
    "kubernetes_namespace_v1",
    "kubernetes_resource",
    "kubernetes_resources",
  ]);
});

onRealPlugins("agrees with the real plugins", () => {
  it("in every attribute, type and flag", async () => {
    const real = await schemasOf(await standInRoot([]));
    for (const [address, schemas] of Object.entries(await standIns())) {
      const { provider, resource_schemas: resources, data_source_schemas: sources } = schemas;
      const held = real[address];
      expect(withoutTexts(provider)).toEqual(withoutTexts(held?.provider));
      for (const [name, schema] of Object.entries(resources ?? {})) {
        expect([name, withoutTexts(schema)]).toEqual([
          name,
          withoutTexts(held?.resource_schemas?.[name]),
        ]);
      }
      for (const [name, schema] of Object.entries(sources ?? {})) {
        expect([name, withoutTexts(schema)]).toEqual([
          name,
          withoutTexts(held?.data_source_schemas?.[name]),
        ]);
      }
    }
  });

  it("is preferred over the real plugins where it is given as a mirror", async () => {
    const root = await standInRoot();
    const { stdout } = await root.terraform.run(["version", "-json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      provider_selections: { [ADDRESSES[0] ?? ""]: "3.1.1", [ADDRESSES[1] ?? ""]: "2.38.0" },
    });
  });
});
