import { cleanUp } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { standInRoot, type Root } from "./root";

jest.setTimeout(300_000); // the plugin may have to be built
afterAll(cleanUp);

let root: Root;

beforeAll(async () => {
  root = await standInRoot();
});

async function errorsOf(hcl: string): Promise<string[]> {
  root.configure(hcl);
  return diagnosticMessages(await root.terraform.validate());
}

const release = (body: string) => `
  resource "helm_release" "a" {
    name  = "a"
    chart = "a"
    ${body}
  }
`;

it("accepts what the real providers accept", async () => {
  const hcl = `
    provider "helm" {
      kubernetes = {
        host  = "https://example.com"
        token = "x"
        exec  = { api_version = "client.authentication.k8s.io/v1", command = "aws", args = ["a"] }
      }
    }
    provider "kubernetes" {
      host = "https://example.com"
      exec {
        api_version = "client.authentication.k8s.io/v1"
        command     = "aws"
      }
    }
    resource "kubernetes_namespace_v1" "a" {
      metadata {
        name   = "a"
        labels = { a = "b" }
      }
      timeouts { delete = "1m" }
    }
    resource "kubernetes_service_account_v1" "a" {
      metadata {
        name      = "a"
        namespace = kubernetes_namespace_v1.a.metadata[0].name
      }
      image_pull_secret { name = "a" }
      image_pull_secret { name = "b" }
    }
    data "kubernetes_resource" "a" {
      api_version = "v1"
      kind        = "ConfigMap"
      metadata { name = "a" }
    }
    ${release(`
      namespace       = kubernetes_namespace_v1.a.metadata[0].name
      values          = ["a: 1"]
      set             = [{ name = "a", value = "b" }]
      set_list        = [{ name = "a", value = ["b"] }]
      set_wo          = [{ name = "a", value = "b", type = "string" }]
      set_wo_revision = 1
      timeout         = 60
      timeouts        = { create = "5m" }
    `)}
  `;
  expect(await errorsOf(hcl)).toEqual([]);
});

it.each([
  ["an attribute of the wrong type", release(`timeout = "soon"`), /timeout.*number/s],
  ["a nested attribute of the wrong type", release(`set = { name = "a" }`), /set.*list/s],
  ["an unknown attribute", release(`colour = "red"`), /Unsupported argument: .*"colour"/s],
  ["a block for an attribute", release(`set { name = "a" }`), /Unsupported block type/],
  [
    "a missing required attribute",
    `resource "helm_release" "a" { name = "a" }`,
    /Missing required argument: .*"chart"/s,
  ],
  [
    "a missing required attribute in a nested one",
    release(`set_wo = [{ name = "a" }]`),
    /attribute "value" is required/,
  ],
  [
    "a required attribute in a nested one that is null",
    release(`set_list = [{ name = "a", value = null }]`),
    /Missing required argument: The argument "value" is required/,
  ],
  [
    "an attribute that only the provider sets",
    release(`status = "fine"`),
    /Argument cannot be set: The provider itself works out "status"/,
  ],
  [
    "a missing block",
    `resource "kubernetes_namespace_v1" "a" {}`,
    /Insufficient metadata blocks|At least 1 "metadata"/,
  ],
  [
    "too many blocks",
    `resource "kubernetes_namespace_v1" "a" {
      metadata { name = "a" }
      metadata { name = "b" }
    }`,
    /No more than 1 "metadata"/,
  ],
  ["an unknown resource type", `resource "helm_chart" "a" {}`, /Invalid resource type/],
  [
    "a reference to an attribute that there is not",
    `${release("")} output "a" { value = helm_release.a.colour }`,
    /Unsupported attribute: .*"colour"/s,
  ],
  [
    "a wrong provider configuration",
    `provider "helm" { kubernetes = { insecure = "perhaps" } } ${release("")}`,
    /kubernetes.*bool/s,
  ],
])("refuses %s", async (_, hcl, message) => {
  const errors = await errorsOf(hcl);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(message);
});
