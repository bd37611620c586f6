import { imageMutable } from "../../../../../../cli/validate/rules/image-mutable";
import { planDestroysConnector } from "../../../../../../cli/validate/rules/plan-destroys-connector";
import { providerInModule } from "../../../../../../cli/validate/rules/provider-in-module";
import { regionMissing } from "../../../../../../cli/validate/rules/region-missing";
import { stateUnprotected } from "../../../../../../cli/validate/rules/state-unprotected";
import { findings, found, foundIn, planOf } from "../../../../../support/validate";

const CALL = 'module "apono" {\n  source = "acme/apono-ecs-connector/aws"\n}\n';
const called = (text: string) => ({
  "main.tf": 'module "x" {\n  source = "./x"\n}',
  "x/main.tf": text,
});

describe("region-missing", () => {
  it.each([
    [
      CALL,
      "main.tf:1:1 No provider aws is configured, so the connector's region is that of whoever runs Terraform.",
    ],
    [
      `provider "aws" {\n  region = null\n}\n${CALL}`,
      "main.tf:1:1 provider.aws has no region, so the connector's region is that of whoever runs Terraform.",
    ],
    [
      `provider "aws" {\n  region = "eu-central-1"\n}\nprovider "aws" {\n  alias = "b"\n}\n${CALL.replace("}", "  providers = { aws = aws.b }\n}")}`,
      "main.tf:4:1 provider.aws.b has no region, so the connector's region is that of whoever runs Terraform.",
    ],
    [
      `provider "aws" {\n  region = "eu-central-1a"\n}\n${CALL}`,
      'main.tf:2:12 error: provider.aws: "eu-central-1a" is no region but an availability zone.',
    ],
    [
      `provider "aws" {\n  region = "eu-central"\n}\n${CALL}`,
      'main.tf:2:12 error: provider.aws: "eu-central" is no region.',
    ],
  ])("finds %s", async (text, message) => {
    expect(await foundIn(regionMissing, text)).toEqual([message]);
  });

  it.each([
    'provider "aws" {}',
    `provider "aws" {\n  region = var.region\n}\nvariable "region" {}\n${CALL}`,
    `provider "aws" {\n  region = "us-gov-west-1"\n}\n${CALL}`,
  ])("leaves alone %s", async (text) => {
    expect(await foundIn(regionMissing, text)).toEqual([]);
  });
});

describe("state-unprotected", () => {
  const backend = (text: string) => `terraform {\n  backend ${text}\n}\n`;
  it.each([
    [backend('"local" {}'), ["main.tf:2:3 State is kept in a file on this machine."]],
    [
      backend('"s3" {\n    encrypt = false\n    use_lockfile = true\n  }'),
      ["main.tf:3:15 The state's encryption in S3 is not asked for."],
    ],
    [
      backend('"s3" {\n    encrypt = true\n  }'),
      ["main.tf:2:3 State in S3 is not locked: two applies at once overwrite each other's."],
    ],
    [
      backend('"http" {\n    address = "http://example.com"\n  }'),
      ["main.tf:3:15 State goes over the network unencrypted."],
    ],
    [backend('"gcs" {}'), []],
    [backend('"s3" {\n    encrypt = true\n    dynamodb_table = "locks"\n  }'), []],
    ["", []],
  ])("%s", async (text, messages) => {
    expect(await foundIn(stateUnprotected, text + CALL)).toEqual(messages);
    expect(await foundIn(stateUnprotected, text)).toEqual([]);
  });

  it("reads JSON", async () => {
    const module = { apono: { source: "acme/apono-ecs-connector/aws" } };
    const json = JSON.stringify({ terraform: { backend: { local: {} } }, module });
    expect(await found(stateUnprotected, { "main.tf.json": json })).toEqual([
      "main.tf.json:1:26 State is kept in a file on this machine.",
    ]);
  });
});

describe("image-mutable", () => {
  const version = (value: string) => CALL.replace("}", `  connectorVersion = ${value}\n}`);
  const task = (image: string) =>
    `resource "aws_ecs_task_definition" "t" {\n  container_definitions = jsonencode([{ image = "${image}" }])\n}`;
  it.each([
    [
      version('"latest"'),
      'main.tf:3:22 module.apono: connectorVersion "latest" is a tag that moves.',
    ],
    [
      version('local.v\n}\nlocals {\n  v = "stable"'),
      'main.tf:3:22 module.apono: connectorVersion "stable" is a tag that moves.',
    ],
    [
      task("registry.apono.io/apono-connector:latest"),
      'main.tf:2:49 aws_ecs_task_definition.t: the connector\'s image has the tag "latest", which moves.',
    ],
    [
      task("registry.apono.io/apono-connector"),
      "main.tf:2:49 aws_ecs_task_definition.t: the connector's image has no tag, which means latest.",
    ],
  ])("finds %s", async (text, message) => {
    expect(await foundIn(imageMutable, text)).toEqual([message]);
  });

  it.each([
    version('"v1.7.8"'),
    version("var.v"),
    task("registry.apono.io/apono-connector:v1.7.8"),
    task("registry.apono.io/apono-connector:${var.v}"),
    task("registry.apono.io/apono-connector@sha256:abc"),
    task("example.com/web:latest"),
  ])("leaves alone %s", async (text) => {
    expect(await foundIn(imageMutable, text)).toEqual([]);
  });
});

it("provider-in-module finds a provider beside a connector in a module that is called", async () => {
  const text = `provider "aws" {}\n${CALL}`;
  expect(await found(providerInModule, called(text))).toEqual([
    "x/main.tf:1:1 provider.aws is configured in x, a module that is called.",
  ]);
  expect(await found(providerInModule, called('provider "aws" {}\n'))).toEqual([]);
  expect(await foundIn(providerInModule, text)).toEqual([]);
});

describe("plan-destroys-connector", () => {
  const service = {
    address: "module.a.aws_ecs_service.connector",
    before: { name: "apono-connector-ecsservice-x" },
  };
  const other = { address: "aws_vpc.v", actions: ["no-op"] };
  it("finds a replacement, and says which name to keep", async () => {
    const plan = planOf([
      {
        ...service,
        actions: ["delete", "create"],
        after: { name: "apono-connector-ecsservice-y" },
        replace_paths: [["name"]],
      },
    ]);
    const [finding] = await findings(planDestroysConnector, { "plan.json": plan });
    expect(finding).toMatchObject({
      severity: "error",
      message:
        "module.a.aws_ecs_service.connector is replaced, because of name: the connector stops until its successor runs.",
      mend: "Its name is apono-connector-ecsservice-x now, and would be apono-connector-ecsservice-y: set nameSuffix to what the deployed names end in (npx apono-connector modules suffix), and don't apply this plan.",
    });
  });

  it("warns of what only goes", async () => {
    const plan = planOf([{ ...service, actions: ["delete"] }, other]);
    expect(await found(planDestroysConnector, { "plan.json": plan })).toEqual([
      expect.stringMatching(
        / warning: module\.a\.aws_ecs_service\.connector is destroyed: the connector stops/,
      ),
    ]);
  });

  it.each([
    ["a plan to destroy everything", [{ ...service, actions: ["delete"] }]],
    ["a change in place", [{ ...service, actions: ["update"] }, other]],
    [
      "somebody else's service",
      [{ ...service, before: { name: "web" }, actions: ["delete"] }, other],
    ],
    [
      "the token's version",
      [
        {
          address: "module.a.aws_secretsmanager_secret_version.apono",
          before: { name: "apono" },
          actions: ["delete", "create"],
        },
        other,
      ],
    ],
  ])("leaves alone %s", async (_, changes) => {
    expect(await found(planDestroysConnector, { "plan.json": planOf(changes) })).toEqual([]);
  });
});
