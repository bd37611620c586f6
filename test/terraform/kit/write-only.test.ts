import { cleanUp } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { standInRoot, type Root } from "./root";

jest.setTimeout(300_000); // the plugin may have to be built
afterAll(cleanUp);

const TOKEN = "s3cretTokenThatMustNotShow";
const vars = { token: TOKEN };

let root: Root;

beforeEach(async () => {
  root = await standInRoot();
});

const withToken = (body: string) => `
  variable "token" {
    type      = string
    sensitive = true
    ephemeral = true
  }
  variable "revision" {
    type    = number
    default = 1
  }
  resource "helm_release" "a" {
    name  = "a"
    chart = "a"
    ${body}
  }
`;

const WRITE_ONLY = `
  set_wo          = [{ name = "token", value = replace(var.token, "/,/", "\\\\,"), type = "string" }]
  set_wo_revision = var.revision
`;

it("takes an ephemeral value in a write-only attribute, and keeps it nowhere", async () => {
  const { terraform } = root;
  root.configure(withToken(WRITE_ONLY));
  const plan = await terraform.plan({ vars });
  expect(plan.changes.map(({ address, action }) => [address, action])).toEqual([
    ["helm_release.a", "create"],
  ]);
  expect(plan.changes[0]?.after).toMatchObject({ set_wo_revision: 1, set_wo: null });
  expect(JSON.stringify(plan)).not.toContain(TOKEN);

  await terraform.apply({ vars });
  const [release] = (await terraform.show()).values?.root_module.resources ?? [];
  expect(release?.values).toMatchObject({ set_wo_revision: 1, set_wo: null });
  expect(terraform.stateText()).not.toContain(TOKEN);
});

it("plans nothing for another token, and an update for another revision", async () => {
  const { terraform } = root;
  root.configure(withToken(WRITE_ONLY));
  await terraform.apply({ vars });
  expect((await terraform.plan({ vars: { token: "other" } })).changes).toEqual([]);
  const { changes } = await terraform.plan({ vars: { token: "other", revision: 2 } });
  expect(changes.map(({ action, attributes }) => [action, attributes])).toEqual([
    ["update", ["set_wo_revision"]],
  ]);
});

it.each([
  ["an attribute", `description = var.token`],
  ["a part of a nested attribute", `set = [{ name = "token", value = var.token }]`],
  ["a sensitive attribute", `repository_password = var.token`],
])("refuses an ephemeral value in %s that is not write-only", async (_, body) => {
  root.configure(withToken(body));
  const errors = diagnosticMessages(await root.terraform.validate());
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/Invalid use of ephemeral value/);
});

it("gives nothing back for a write-only attribute", async () => {
  root.configure(`
    ${withToken(WRITE_ONLY)}
    output "given_back" { value = helm_release.a.set_wo == null }
  `);
  await root.terraform.apply({ vars });
  expect(await root.terraform.output()).toEqual({ given_back: true });
});

it("takes an ephemeral value in a provider's configuration", async () => {
  root.configure(`
    provider "helm" { kubernetes = { host = "https://example.com", token = var.token } }
    ${withToken("")}
  `);
  await root.terraform.apply({ vars });
  expect(root.terraform.stateText()).not.toContain(TOKEN);
});
