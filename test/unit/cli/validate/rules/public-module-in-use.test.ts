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
    "main.tf:2:12 module.a is the public module, which stores the token in state and task definitions.",
  ]);
});

it("says which lines to change", async () => {
  const [finding] = await findings(rule, {
    "main.tf": call("github.com/apono-io/terraform-modules//aws/connector-without-permissions/x"),
  });
  expect(finding?.fix).toBe(
    'Set source = "<registry>/apono-ecs-connector/aws" and version = "~> 1.0", and add nameSuffix, as `terraform state pull > ' +
      "before-upgrade.tfstate && npx apono-connector modules suffix before-upgrade.tfstate` prints it, and withPermissions = false. " +
      "Set ephemeral = true on the token's variable, plan, and rotate the token. See docs/upgrade-from-public-module.md.",
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

describe("of the public module for Kubernetes", () => {
  const KUBERNETES =
    "clusterName, and createNamespace = false (the release's namespace exists), and permissionSets = [] for a role " +
    "that allows nothing, or the sets that the connector needs: the public module made no role";
  const GUIDE = "See modules/eks-connector/README.md#coming-from-the-public-module.";
  const IN_PLACE = `Call <registry>/apono-eks-connector/aws in its place, with ${KUBERNETES}. ${GUIDE}`;

  it.each(["connector-with-permissions", "connector-without-permissions"])(
    "gives the advice for EKS: %s",
    async (variant) => {
      const source = `github.com/apono-io/terraform-modules//k8s/${variant}/stacks/apono-connector`;
      expect(await findings(rule, { "main.tf": call(source) })).toMatchObject([
        {
          message:
            "module.a is the public module, which stores the token in state and in the release's values.",
          fix: `Set source = "<registry>/apono-eks-connector/aws" and version = "~> 1.0", and add ${KUBERNETES}. Set ephemeral = true on the token's variable, plan, and rotate the token. ${GUIDE}`,
        },
      ]);
    },
  );

  it("finds a copy of it", async () => {
    const copy = 'resource "helm_release" "connectorHelmChart" {\n  chart = "apono-connector"\n}';
    expect(await findings(rule, { "vendor/main.tf": copy })).toMatchObject([
      {
        message:
          "vendor is a copy of the public module, which stores the token in state and in the release's values.",
        fix: IN_PLACE,
      },
    ]);
  });

  it("finds its release in a plan", async () => {
    const address = "module.a.helm_release.connectorHelmChart";
    const plan = planOf([{ address, actions: ["no-op"] }]);
    expect(await findings(rule, { "plan.json": plan })).toMatchObject([
      { message: `module.a is a deployment of the public module: ${address}.`, fix: IN_PLACE },
    ]);
  });
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
