import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { apiConnector } from "../../kit/apono-api/connectors";
import { aponoPlugin } from "../../kit/apono-plugin";
import { PROJECT_ROOT } from "../../kit/paths";
import { type Env, cleanUp, mergeEnv, tempDir } from "../../kit/processes";
import { Terraform, TerraformError } from "../../kit/terraform";
import { aponoApi, deployed } from "../../support/status";

jest.setTimeout(300_000);

const STACK = "apono-integration";
/** What a connector's stack puts out. */
const OUTPUTS = { connector_id: "production", number_of_instances: 1, region: "eu-central-1" };

const api = aponoApi();
let mirrors: readonly string[];

beforeAll(async () => {
  mirrors = (await aponoPlugin()).mirrors;
});
beforeEach(() => api.knows([apiConnector("production")]));
afterAll(cleanUp);

/** The synthesized stack beside a connector's state with these outputs; none: it stands alone. */
async function stackFor(outputs: object | undefined, more: Env = {}): Promise<Terraform> {
  const passed = { APONO_CONNECTOR_STACK: "ecs-connector", APONO_INTEGRATION: "account" };
  const env: Record<string, string | undefined> = {
    ...api.env,
    ...deployed(outputs ?? {}),
    ...(outputs !== undefined && passed),
    ...more,
  };
  const folder = tempDir("integration-");
  execFileSync(process.execPath, ["synth.js"], {
    cwd: PROJECT_ROOT,
    env: mergeEnv(env, { CDKTF_OUTDIR: folder }),
  });
  // Terraform has a CLI configuration of its own here.
  delete env["TF_CLI_CONFIG_FILE"];
  const terraform = new Terraform(join(folder, "stacks", STACK), {
    env,
    extraMirrors: mirrors,
  });
  await terraform.init();
  return terraform;
}

/** What a plan that is refused says. */
async function refusal(terraform: Terraform, env: Env = {}): Promise<string> {
  const error = await terraform.plan({ env }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TerraformError);
  return (error as TerraformError).message.replace(/\s+/g, " ");
}

test("an integration of the name is told with the command that takes it over, and is then changed in place", async () => {
  const id = api.integrations.add({
    name: "AWS account of production",
    type: "aws-account",
    connector_id: "production",
    connected_resource_types: ["aws-account-s3-bucket"],
    integration_config: { region: "us-east-1" },
  });
  const terraform = await stackFor(OUTPUTS);
  expect(await refusal(terraform)).toContain(
    `integrationName: Apono has an integration AWS account of production already, with the id ${id}. Fix: manage it from ` +
      `now on, with TF_VAR_existingIntegrationId=${id} npx cdktf deploy ecs-connector apono-integration (needed once); ` +
      "or choose another integrationName.",
  );
  await terraform.apply({ env: { TF_VAR_existingIntegrationId: id } });
  expect(api.integrations.all.map((each) => [each.id, each.integration_config])).toEqual([
    [id, { region: "eu-central-1" }],
  ]);
  // It was needed once.
  expect((await terraform.plan({ detailedExitcode: true })).changes).toEqual([]);
  const renamed = { TF_VAR_integrationName: "Production" };
  await terraform.apply({ env: renamed });
  expect(api.integrations.all.map((each) => [each.id, each.name])).toEqual([[id, "Production"]]);
  const other = api.integrations.add({ name: "Other", type: "aws-account" });
  expect(await refusal(terraform, { TF_VAR_integrationName: "Other" })).toContain(other);
});

test("nothing is made for a connector that Apono does not know, or that is paused", async () => {
  const terraform = await stackFor(OUTPUTS);
  api.knows([apiConnector("another")]);
  expect(await refusal(terraform)).toContain("data.apono_connector.connector");
  api.knows([apiConnector("production")]);
  const paused = await stackFor({ ...OUTPUTS, number_of_instances: 0 });
  expect(await refusal(paused)).toContain(
    "The connector production is paused (numberOfInstances = 0), so it is not connected to Apono. Fix: deploy it with at " +
      "least one instance, wait with npx apono-connector status --wait, and run npx cdktf deploy ecs-connector " +
      "apono-integration again.",
  );
  expect(api.integrations.all).toEqual([]);
});

test("types of resources: a policy that the role lacks, and types of something else, are warned of", async () => {
  const types = { TF_VAR_resourceTypes: '["aws-account-ec2-instance"]' };
  const policies = (name: string) => ({
    ...OUTPUTS,
    managed_policy_arns: [`arn:aws:iam::aws:policy/${name}`],
  });
  const lacking = await stackFor(policies("SecurityAudit"));
  expect((await lacking.plan({ env: types })).output).toContain(
    "resourceTypes: aws-account-ec2-instance needs the AWS managed policy AmazonSSMManagedInstanceCore on the connector's " +
      "role, which does not have it. Fix: add arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore to the connector's " +
      "extraManagedPolicyArns (in another partition with its name), and deploy the connector.",
  );
  expect((await lacking.plan()).output).not.toContain("AmazonSSMManagedInstanceCore on");
  const granted = await stackFor(policies("AmazonSSMManagedInstanceCore"));
  expect((await granted.plan({ env: types })).output).not.toContain("does not have it");
  const strangers = { TF_VAR_resourceTypes: '["aws-organization-account"]' };
  expect((await granted.plan({ env: strangers })).output).toContain(
    "resourceTypes: aws-organization-account does not begin with aws-account-, as the types of such an integration do.",
  );
});

test("the inputs about owners are held together, and a region is asked for where nobody says it", async () => {
  const alone = await stackFor(undefined, { TF_VAR_connectorId: "production" });
  expect(await refusal(alone)).toContain("integrationRegion: not set, and no connector's");
  const region = { TF_VAR_integrationRegion: "eu-west-1" };
  const refused = (more: Env) => refusal(alone, { ...region, ...more });
  expect(await refused({ TF_VAR_ownerType: "user" })).toContain("ownerType, ownerValues: one of");
  expect(await refused({ TF_VAR_ownersMappingKey: "owner" })).toContain(
    "ownersMappingType, ownersMappingKey: one of the two is missing.",
  );
  expect(
    await refused({ TF_VAR_ownersMappingKey: "owner", TF_VAR_ownersMappingType: "group" }),
  ).toContain(
    "ownersMappingType: needs ownerType and ownerValues as a fallback for untagged resources.",
  );
  await alone.apply({ env: { ...region, TF_VAR_integrationType: "aws-organization" } });
  expect(api.integrations.all).toEqual([
    expect.objectContaining({
      name: "AWS organization of production",
      type: "aws-organization",
      integration_config: { region: "eu-west-1" },
      connected_resource_types: ["aws-organization-account", "aws-organization-s3-bucket"],
    }),
  ]);
});
