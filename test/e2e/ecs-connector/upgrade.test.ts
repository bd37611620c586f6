import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DescribeSecurityGroupsCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient, ListTaskDefinitionsCommand } from "@aws-sdk/client-ecs";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { publicModule } from "../../fixtures/public-module";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { writeModule } from "../../../cli/registry/build/write-module";
import { acts } from "../../support/planned-acts";

jest.setTimeout(300_000);

let emulator: AwsEmulator;
let ec2: EC2Client;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

/** What an upgrade may destroy or replace; everything else stays as it is. */
const MAY_GO = [
  "terraform_data.stackId",
  "aws_secretsmanager_secret_version.token[0]",
  /^aws_iam_role_policy\./,
];
const mayGo = (address: string) =>
  MAY_GO.some((known) => (typeof known === "string" ? known === address : known.test(address)));

const OLD_TASK = "aws_ecs_task_definition.ECSTaskDefinition";

/** The active revisions of a family of task definitions, which are those that a service can be updated to. */
async function revisions(familyPrefix: string): Promise<string[]> {
  const ecs = new ECSClient(clientConfig(emulator.endpoint));
  const { taskDefinitionArns = [] } = await ecs.send(
    new ListTaskDefinitionsCommand({ familyPrefix, status: "ACTIVE" }),
  );
  return taskDefinitionArns.sort();
}

test.each([
  { suffix: "a_B-9x_Z-Qw", withPermissions: true },
  { suffix: "-x_Y3zAbC-1", withPermissions: false },
])(
  "an upgrade from the public module keeps what it made: %p",
  async ({ suffix, withPermissions }) => {
    const vpc = await makeVpc(ec2);
    const { subnetId } = await makeSubnet(ec2, vpc, { route: "internet-gateway" });
    const folder = tempDir("upgrade-");
    const publicFile = join(folder, "main.tf.json");
    const tags = { team: "platform" };
    writeFileSync(
      publicFile,
      JSON.stringify(
        publicModule({
          suffix,
          withPermissions,
          subnetIds: [subnetId],
          vpcId: vpc.vpcId,
          token: "old-token",
          tags,
        }),
      ),
    );
    const terraform = new Terraform(folder, { env: emulator.env });
    await terraform.init();
    await terraform.apply();
    const before = await terraform.stateList();

    rmSync(publicFile);
    writeModule("ecs-connector", folder);
    await terraform.init();
    const vars = {
      aponoToken: "new-token",
      subnetIds: [subnetId],
      vpcId: vpc.vpcId,
      nameSuffix: suffix,
      withPermissions,
      tags,
    };
    const { changes, plan } = await terraform.plan({ vars });

    // Every object of the old module has an heir, but its suffix and its task definition, which is left as it is.
    const heirs = plan!.resource_changes!.flatMap(({ previous_address }) =>
      previous_address ? [previous_address] : [],
    );
    const without = ["terraform_data.stackId", OLD_TASK];
    expect([...heirs, ...without].sort()).toEqual(
      before.filter((address) => !address.startsWith("data.")).sort(),
    );
    expect(changes.filter(({ action }) => action === "forget")).toMatchObject([
      { address: OLD_TASK },
    ]);
    // What goes is what may go.
    const gone = changes.filter(({ action }) => action === "delete" || action === "replace");
    expect(gone.filter(({ address }) => !mayGo(address))).toEqual([]);
    expect(acts(gone)).toEqual([
      "delete terraform_data.stackId",
      "replace aws_secretsmanager_secret_version.token[0]",
    ]);

    expect(changes.filter(({ address }) => /^aws_security_group\./.test(address))).toMatchObject([
      { action: "update" },
    ]);

    const family = `connector-task-definition-${suffix}`;
    const old = await revisions(family);
    await terraform.apply({ vars });
    // The old revision stays one that ECS can roll back to, and the service runs the new one.
    expect(await revisions(family)).toEqual([...old, expect.stringMatching(/:2$/)]);
    expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
    const output = await terraform.output();
    const { SecurityGroups: [group] = [] } = await ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [String(output["security_group_id"])] }),
    );
    expect(group).toMatchObject({
      IpPermissions: [],
      IpPermissionsEgress: [
        {
          IpProtocol: "-1",
          IpRanges: [{ CidrIp: "0.0.0.0/0" }],
          Ipv6Ranges: [{ CidrIpv6: "::/0" }],
        },
      ],
    });
    expect(output["connector_role_arn"]).toBe(
      `arn:aws:iam::123456789012:role/apono-connector-role-${suffix}`,
    );
    expect(output["log_group_arn"]).toMatch(
      new RegExp(`:log-group:/ecs/apono-connector-logs-${suffix}$`),
    );

    await terraform.destroy({ vars: { subnetIds: [subnetId] } });
    expect(await terraform.stateList()).toEqual([]);
  },
);
