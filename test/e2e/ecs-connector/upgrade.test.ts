import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EC2Client } from "@aws-sdk/client-ec2";
import { type AwsEmulator, startAwsEmulator } from "../../../sandbox/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../../sandbox/network";
import { cleanUp, tempDir } from "../../../sandbox/processes";
import { Terraform } from "../../../sandbox/terraform";
import { publicModule } from "../../fixtures/public-module";
import { withoutArtefacts } from "../../../sandbox/emulator-artefacts";
import { writeModule } from "../../../cli/build/write-module";

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
  "aws_ecs_task_definition.connector",
  "aws_secretsmanager_secret_version.token[0]",
  /^aws_iam_role_policy\./,
];
const mayGo = (address: string) =>
  MAY_GO.some((known) => (typeof known === "string" ? known === address : known.test(address)));

test.each([
  { suffix: "a_B-9x_Z-Qw", withPermissions: true },
  { suffix: "-x_Y3zAbC-1", withPermissions: false },
])(
  "an upgrade from the public module keeps what it made: %p",
  async ({ suffix, withPermissions }) => {
    const vpc = await makeVpc(ec2);
    const { subnetId } = await makeSubnet(ec2, vpc, { route: "internet-gateway" });
    const folder = tempDir("upgrade-");
    const old = join(folder, "main.tf.json");
    const tags = { team: "platform" };
    writeFileSync(
      old,
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

    rmSync(old);
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

    // Every object of the old module has an heir.
    const heirs = plan!.resource_changes!.flatMap(({ previous_address }) =>
      previous_address ? [previous_address] : [],
    );
    expect(heirs.sort()).toEqual(before.filter((address) => !address.startsWith("data.")).sort());
    // What goes is what may go.
    const gone = changes.filter(({ action }) => action === "delete" || action === "replace");
    expect(gone.filter(({ address }) => !mayGo(address))).toEqual([]);
    expect(gone.map(({ address }) => address).sort()).toEqual([
      "aws_ecs_task_definition.connector",
      "aws_secretsmanager_secret_version.token[0]",
    ]);

    await terraform.apply({ vars });
    expect(withoutArtefacts((await terraform.plan({ vars })).changes)).toEqual([]);
    const output = await terraform.output();
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
