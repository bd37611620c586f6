import { publicModuleInUse as rule } from "../../../../../cli/validate/rules/public-module-in-use";
import { publicModule } from "../../../../fixtures/public-module";
import { findings, found, foundIn, planOf } from "../../../../support/validate";

const call = (source: string) => `module "a" {\n  source = "${source}"\n}`;

it.each([
  "github.com/apono-io/terraform-modules//aws/connector-with-permissions/stacks/apono-connector",
  "github.com/apono-io/terraform-modules/aws/connector-with-permissions/stacks/apono-connector",
  "git::https://github.com/apono-io/terraform-modules.git//aws/x?ref=v1.0.41",
  "git@github.com:apono-io/terraform-modules.git//aws/x",
  "apono-io/apono-connector/aws",
])("finds %s", async (source) => {
  expect(await foundIn(rule, call(source))).toEqual([
    "main.tf:2:12 module.a is the public module, which keeps the token in state and task definitions.",
  ]);
});

it("says which lines to change", async () => {
  const [finding] = await findings(rule, {
    "main.tf": call("github.com/apono-io/terraform-modules//aws/connector-without-permissions/x"),
  });
  expect(finding?.mend).toBe(
    'Set source = "<registry>/apono-ecs-connector/aws" and version = "~> 1.0", and add nameSuffix, as `terraform state pull > ' +
      "before-upgrade.tfstate && npx apono-connector modules suffix before-upgrade.tfstate` prints it, and withPermissions = false. " +
      "Give the token's variable ephemeral = true, plan, and rotate the token. See docs/upgrade-from-public-module.md.",
  );
});

it("finds a copy of it", async () => {
  const fixture = publicModule({
    suffix: "q3-Xw_0aBcE",
    withPermissions: true,
    subnetIds: [],
    vpcId: "vpc-1",
    token: "t0ken",
  }) as { resource: object };
  const copy = { resource: { ...fixture.resource, random_id: { stackId: { byte_length: 8 } } } };
  expect(await found(rule, { "vendor/main.tf.json": JSON.stringify(copy) })).toEqual([
    expect.stringMatching(/^vendor\/main\.tf\.json:1:\d+ vendor is a copy of the public module/),
  ]);
});

it("finds deployments in a plan once each, and none that the plan moves or destroys", async () => {
  const plan = planOf([
    { address: "module.a.aws_ecs_service.ECSService", actions: ["no-op"] },
    { address: "module.a.random_id.stackId", actions: ["no-op"] },
    { address: "module.b.random_id.stackId", actions: ["delete"] },
    {
      address: "module.b.aws_ecs_service.connector",
      previous_address: "module.b.aws_ecs_service.ECSService",
      actions: ["update"],
    },
  ]);
  expect(await found(rule, { "plan.json": plan })).toEqual([
    expect.stringContaining(
      "module.a is a deployment of the public module: module.a.aws_ecs_service.ECSService.",
    ),
  ]);
});

it.each([
  "acme/apono-ecs-connector/aws",
  "github.com/apono-io/terraform-modules/azure/connector-with-permissions/stacks/apono-connector",
  "terraform-aws-modules/ecs/aws",
])("leaves alone %s", async (source) => {
  expect(await foundIn(rule, call(source))).toEqual([]);
});
