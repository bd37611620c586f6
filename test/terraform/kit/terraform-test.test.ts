import { cleanUp } from "../../kit/processes";
import { standInRoot, type Root } from "./root";

jest.setTimeout(300_000); // the plugin may have to be built
afterAll(cleanUp);

let root: Root;

beforeAll(async () => {
  root = await standInRoot();
  root.configure(`
    variable "token" {
      type      = string
      ephemeral = true
    }
    resource "helm_release" "a" {
      name            = "a"
      chart           = "a"
      set_wo          = [{ name = "token", value = var.token }]
      set_wo_revision = 1
    }
    output "revision" { value = helm_release.a.set_wo_revision }
  `);
});

const run = (command: string, condition: string) => `
  variables { token = "x" }
  run "release" {
    command = ${command}
    assert {
      condition     = ${condition}
      error_message = "Otherwise: \${jsonencode(helm_release.a)}"
    }
  }
`;

const MOCK = `
  mock_provider "helm" {
    mock_resource "helm_release" {
      defaults = { id = "mocked" }
    }
  }
`;

it.each([
  ["a plan", run("plan", "helm_release.a.timeout == 300"), "pass"],
  ["an apply", run("apply", `startswith(helm_release.a.id, "helm_release-id-")`), "pass"],
  ["an apply with a mock", MOCK + run("apply", `helm_release.a.id == "mocked"`), "pass"],
  ["a plan with a mock", MOCK + run("plan", "output.revision == 1"), "pass"],
  ["what does not hold", run("apply", "helm_release.a.timeout == 1"), "fail"],
])("terraform test: %s", async (_, test, status) => {
  root.write("main.tftest.hcl", test);
  const { runs, output } = await root.terraform.test();
  expect([runs.map((each) => each.status), output]).toEqual([[status], expect.any(String)]);
});
