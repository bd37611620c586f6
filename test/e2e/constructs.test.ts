import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccountDelegation, EcsConnector, tokenVariable } from "../../modules/constructs";
import { type AwsEmulator, startAwsEmulator } from "../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../kit/emulator-differences";
import { ec2Client, makeSubnet, makeVpc } from "../kit/network";
import { cleanUp, tempDir } from "../kit/processes";
import { Terraform } from "../kit/terraform";
import { EcsDeployment } from "../support/ecs-deployment";

jest.setTimeout(600_000);

let emulator: AwsEmulator;
let subnetId: string;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  const ec2 = ec2Client(emulator.endpoint);
  ({ subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "internet-gateway" }));
  ec2.destroy();
});
afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** A stack as another app has it: cdktf's own kind, with plain values for the constructs. */
function synthesize(): string {
  const outdir = tempDir("app-");
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "theirs");
  new AwsProvider(stack, "aws", {});
  stack.addOverride("terraform.required_providers.aws.version", ">= 5.100, < 7");
  const aponoToken = tokenVariable(stack);
  for (const connectorId of ["first", "second"]) {
    const connector = new EcsConnector(stack, connectorId, {
      aponoToken,
      subnetIds: [subnetId],
      connectorId,
      nameSuffix: connectorId,
    });
    new TerraformOutput(stack, `${connectorId}_role`, {
      value: connector.outputs.connector_role_arn,
      staticId: true,
    });
    if (connectorId === "second")
      new AccountDelegation(stack, "delegation", {
        connectorRoleArn: connector.outputs.connector_role_arn,
      });
  }
  app.synth();
  return join(outdir, "stacks", "theirs");
}

test("two connectors and a delegation with plain values in one stack: applied, unchanged, destroyed", async () => {
  const terraform = new Terraform(synthesize(), {
    env: { ...emulator.env, TF_VAR_apono_token: "secret-of-theirs" },
  });
  await terraform.init();
  await terraform.apply();
  const deployment = new EcsDeployment(emulator.endpoint, "second");
  const { service } = await deployment.service();
  expect(service.networkConfiguration!.awsvpcConfiguration).toMatchObject({
    subnets: [subnetId],
    assignPublicIp: "ENABLED",
  });
  expect((await deployment.secret()).value).toEqual({
    username: "apono",
    password: "secret-of-theirs",
  });
  expect(await terraform.output()).toMatchObject({
    first_role: "arn:aws:iam::123456789012:role/apono-connector-role-first",
    second_role: "arn:aws:iam::123456789012:role/apono-connector-role-second",
  });
  // The emulator's differences are listed by the modules' addresses.
  const changes = (await terraform.plan()).changes.map((change) => ({
    ...change,
    address: change.address.replace(/(?<=^aws_ecs_service\.).*/, "connector"),
  }));
  expect(withoutEmulatorDifferences(changes)).toEqual([]);
  await terraform.destroy();
  expect(await deployment.existing()).toEqual({
    ...{ roles: [], logGroups: [], secrets: [], clusters: [], groups: [] },
  });
});
