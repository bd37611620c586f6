import { cleanUp } from "../../kit/processes";
import { TerraformError } from "../../kit/terraform";
import { resourcesOf } from "../../kit/terraform-json";
import { standInRoot, type Root } from "./root";

jest.setTimeout(300_000); // the plugin may have to be built
afterAll(cleanUp);

let root: Root;

beforeEach(async () => {
  root = await standInRoot();
});

const NAMESPACE_AND_RELEASE = `
  variable "name" { default = "connector" }
  variable "timeout" { default = 60 }
  variable "sets" {
    type    = list(object({ name = string, value = string, type = optional(string) }))
    default = [{ name = "a", value = "b" }]
  }
  resource "kubernetes_namespace_v1" "a" {
    metadata { name = var.name }
  }
  resource "kubernetes_service_account_v1" "a" {
    metadata { name = "robot" }
  }
  resource "helm_release" "a" {
    name        = "a"
    chart       = "a"
    timeout     = var.timeout
    namespace   = kubernetes_namespace_v1.a.metadata[0].name
    description = kubernetes_namespace_v1.a.metadata[0].uid
    set         = var.sets
  }
  output "uid" { value = kubernetes_namespace_v1.a.metadata[0].uid }
  output "description" { value = helm_release.a.description }
`;

/** Resources' values by address. */
async function valuesOf({ terraform }: Root): Promise<Record<string, Record<string, unknown>>> {
  const resources = resourcesOf(await terraform.show());
  return Object.fromEntries(resources.map(({ address, values }) => [address, values]));
}

it("plans computed values as unknown, and what depends on them", async () => {
  root.configure(NAMESPACE_AND_RELEASE);
  const { plan } = await root.terraform.plan();
  const unknown = Object.fromEntries(
    (plan?.resource_changes ?? []).map(({ address, change }) => [address, change.after_unknown]),
  );
  expect(unknown).toEqual({
    "helm_release.a": {
      description: true,
      id: true,
      metadata: true,
      set: [{}],
      version: true,
    },
    "kubernetes_namespace_v1.a": {
      id: true,
      metadata: [{ generation: true, resource_version: true, uid: true }],
    },
    "kubernetes_service_account_v1.a": {
      default_secret_name: true,
      id: true,
      image_pull_secret: [],
      metadata: [{ generation: true, resource_version: true, uid: true }],
      secret: [],
    },
  });
});

it("plans the real providers' defaults", async () => {
  root.configure(NAMESPACE_AND_RELEASE);
  const { changes } = await root.terraform.plan();
  const after = Object.fromEntries(changes.map((change) => [change.address, change.after]));
  expect(after["helm_release.a"]).toMatchObject({
    atomic: false,
    create_namespace: false,
    manifest: null,
    max_history: 0,
    namespace: "connector",
    render_subchart_notes: true,
    resources: null,
    set: [{ name: "a", value: "b", type: "" }],
    status: "deployed",
    timeout: 60,
    upgrade_install: false,
    wait: true,
  });
  expect(after["kubernetes_namespace_v1.a"]).toMatchObject({
    wait_for_default_service_account: false,
  });
  expect(after["kubernetes_service_account_v1.a"]).toMatchObject({
    automount_service_account_token: true,
    metadata: [{ name: "robot", namespace: "default" }],
  });
});

it("fills computed values in, resolves what depends on them, and is done after one apply", async () => {
  root.configure(NAMESPACE_AND_RELEASE);
  await root.terraform.apply();
  const values = await valuesOf(root);
  const uid: unknown = expect.stringMatching(/^kubernetes_namespace_v1-uid-[0-9a-f]{8}$/);
  expect(values["kubernetes_namespace_v1.a"]?.metadata).toEqual([
    {
      annotations: null,
      generate_name: null,
      generation: 0,
      labels: null,
      name: "connector",
      resource_version: expect.stringMatching(/^kubernetes_namespace_v1-resource_version-/),
      uid,
    },
  ]);
  expect(values["helm_release.a"]).toMatchObject({
    id: expect.stringMatching(/^helm_release-id-/),
    metadata: { name: expect.stringMatching(/^helm_release-name-/), revision: 0 },
  });
  const outputs = await root.terraform.output();
  expect(outputs).toEqual({ uid, description: outputs.uid });
  expect((await root.terraform.plan()).changes).toEqual([]);
});

it("fills the same values in for the same configuration", async () => {
  const other = await standInRoot();
  for (const each of [root, other]) {
    each.configure(NAMESPACE_AND_RELEASE);
    await each.terraform.apply();
  }
  expect(await valuesOf(other)).toEqual(await valuesOf(root));
});

it("updates in place, and goes back to a default that is no longer overruled", async () => {
  root.configure(NAMESPACE_AND_RELEASE);
  await root.terraform.apply();
  const before = await valuesOf(root);
  const { changes } = await root.terraform.plan({ vars: { timeout: null, sets: [] } });
  expect(changes.map(({ address, action, attributes }) => [address, action, attributes])).toEqual([
    ["helm_release.a", "update", ["set", "timeout"]],
  ]);
  await root.terraform.apply({ vars: { timeout: null, sets: [] } });
  expect((await valuesOf(root))["helm_release.a"]).toEqual({
    ...before["helm_release.a"],
    set: [],
    timeout: 300,
  });
});

it("goes back to the default inside a nested attribute too", async () => {
  root.configure(NAMESPACE_AND_RELEASE);
  const set = { name: "a", value: "b" };
  await root.terraform.apply({ vars: { sets: [{ ...set, type: "string" }] } });
  await root.terraform.apply({ vars: { sets: [set, { ...set, type: "auto" }] } });
  expect((await valuesOf(root))["helm_release.a"]?.set).toEqual([
    { ...set, type: "" },
    { ...set, type: "auto" },
  ]);
});

it("replaces what cannot be renamed, in blocks too", async () => {
  root.configure(NAMESPACE_AND_RELEASE);
  await root.terraform.apply();
  const vars = { name: "other" };
  const { changes } = await root.terraform.plan({ vars });
  expect(
    changes.map(({ address, action, replacedFor }) => [address, action, replacedFor]).sort(),
  ).toEqual([
    ["helm_release.a", "replace", ["namespace"]],
    ["kubernetes_namespace_v1.a", "replace", ["metadata.0.name"]],
  ]);
  await root.terraform.apply({ vars });
  expect((await valuesOf(root))["helm_release.a"]).toMatchObject({ namespace: "other" });
  expect((await root.terraform.plan({ vars })).changes).toEqual([]);
});

it("keeps sets of blocks stable", async () => {
  root.configure(`
    resource "kubernetes_service_account_v1" "a" {
      metadata { generate_name = "a-" }
      image_pull_secret { name = "b" }
      image_pull_secret { name = "a" }
      secret {}
    }
  `);
  await root.terraform.apply();
  expect((await valuesOf(root))["kubernetes_service_account_v1.a"]).toMatchObject({
    image_pull_secret: [{ name: "a" }, { name: "b" }],
    secret: [{ name: null }],
  });
  expect((await root.terraform.plan()).changes).toEqual([]);
});

it("destroys everything", async () => {
  root.configure(NAMESPACE_AND_RELEASE);
  await root.terraform.apply();
  expect(await root.terraform.stateList()).toHaveLength(3);
  await root.terraform.destroy();
  expect(await root.terraform.stateList()).toEqual([]);
});

it("reads a data source: what is configured, and the rest filled in", async () => {
  root.configure(`
    data "kubernetes_resource" "a" {
      api_version = "v1"
      kind        = "ConfigMap"
      metadata { name = "a" }
    }
    output "read" { value = data.kubernetes_resource.a }
  `);
  await root.terraform.apply();
  expect(await root.terraform.output()).toEqual({
    read: {
      api_version: "v1",
      kind: "ConfigMap",
      metadata: [{ name: "a", namespace: null }],
      object: {},
    },
  });
});

it("says that it cannot import", async () => {
  root.configure(`
    resource "kubernetes_namespace_v1" "a" {
      metadata { name = "a" }
    }
    import {
      to = kubernetes_namespace_v1.a
      id = "a"
    }
  `);
  const plan = root.terraform.plan();
  await expect(plan).rejects.toThrow(TerraformError);
  await expect(plan).rejects.toThrow(
    "Not supported by the schema stand-in: The schema stand-in of " +
      "registry.terraform.io/hashicorp/kubernetes keeps nothing outside the state, so there is " +
      "no kubernetes_namespace_v1 to import. Run the test where the real provider plugin is installed.",
  );
});
