import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
} from "@aws-sdk/client-ecs";
import type { EC2Client } from "@aws-sdk/client-ec2";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { runCli } from "../../support/cli";
import { moduleAsRoot } from "../../support/deployment";
import { acts } from "../../support/planned-acts";

jest.setTimeout(300_000);

const ACCOUNT = "123456789012";
const TASK_EXECUTION = "AmazonECSTaskExecutionRolePolicy";

let emulator: AwsEmulator;
let ec2: EC2Client;
let iam: IAMClient;
let given: Record<string, unknown>;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
  iam = new IAMClient(clientConfig(emulator.endpoint));
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  given = {
    subnetIds: [subnetId],
    aponoToken: "token",
    enableExecuteCommand: true,
    kmsKeyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  };
});

afterAll(async () => {
  ec2.destroy();
  iam.destroy();
  await emulator.stop();
  cleanUp();
});

const handOver = async (format: "json" | "terraform", vars: Record<string, string>) => {
  const pairs = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}=${value}`]);
  const { code, out, err } = await runCli([
    ...["permissions", "hand-over", "--account", ACCOUNT, "--region", "us-east-1"],
    ...[...pairs, "--format", format],
  ]);
  expect([code, err]).toEqual([0, ""]);
  return out;
};

/** What IAM has of a role: its trust policy, its inline policies by name, and the attached ones. */
async function roleOf(name: string) {
  const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: name }));
  const { PolicyNames: names = [] } = await iam.send(
    new ListRolePoliciesCommand({ RoleName: name }),
  );
  const inline = await Promise.all(
    names.map(async (PolicyName) => {
      const { PolicyDocument: text } = await iam.send(
        new GetRolePolicyCommand({ RoleName: name, PolicyName }),
      );
      return [PolicyName, JSON.parse(decodeURIComponent(text!))] as const;
    }),
  );
  const { AttachedPolicies: attached = [] } = await iam.send(
    new ListAttachedRolePoliciesCommand({ RoleName: name }),
  );
  return {
    trust: JSON.parse(decodeURIComponent(role!.AssumeRolePolicyDocument!)),
    inline: Object.fromEntries(inline.sort()),
    attached: attached.map(({ PolicyName }) => PolicyName).sort(),
  };
}

/** The module writes one resource, where a policy may have a list, and the secret's own ARN. */
const comparable = (role: Awaited<ReturnType<typeof roleOf>>) => ({
  ...role,
  attached: role.attached.filter((name) => name !== TASK_EXECUTION),
  inline: JSON.parse(
    JSON.stringify(role.inline).replaceAll(
      /(secret:apono-connector-registry-credentials-\w+)-[\w?]{6}/g,
      "$1",
    ),
  ),
});

test("the connector runs with roles that were handed over", async () => {
  const vars = { enableExecuteCommand: "true", kmsKeyArn: String(given["kmsKeyArn"]) };
  // What the module's own roles would have.
  const own = moduleAsRoot("ecs-connector", emulator.env);
  await own.init();
  await own.apply({ vars: given });
  const names = [
    "apono-connector-role-da765cca",
    "apono-connector-execution-role-da765cca",
  ] as const;
  const [connector, execution] = await Promise.all(names.map(roleOf));
  await own.destroy({ vars: given });

  const folder = tempDir("hand-over-");
  writeFileSync(join(folder, "roles.tf"), await handOver("terraform", vars));
  const handedOver = new Terraform(folder, { env: emulator.env });
  await handedOver.init();
  expect(await handedOver.validate()).toMatchObject({ valid: true, diagnostics: [] });
  await handedOver.apply();
  expect((await handedOver.plan()).changes).toEqual([]);
  const [task, start] = await Promise.all(names.map(roleOf));
  expect(comparable(task!)).toEqual(comparable(connector!));
  expect(comparable(start!)).toEqual(comparable(execution!));
  expect(start!.attached).toEqual([TASK_EXECUTION]);
  const { roles } = await handedOver.output();
  expect(roles).toEqual({
    taskRoleArn: `arn:aws:iam::${ACCOUNT}:role/${names[0]}`,
    executionRoleArn: `arn:aws:iam::${ACCOUNT}:role/${names[1]}`,
  });

  const terraform = moduleAsRoot("ecs-connector", emulator.env);
  await terraform.init();
  const withRoles = { ...given, roles };
  await terraform.apply({ vars: withRoles });
  expect((await terraform.stateList()).filter((each) => /^aws_iam_/.test(each))).toEqual([]);
  const ecs = new ECSClient(clientConfig(emulator.endpoint));
  const { cluster_arn: cluster, service_name: service } = await terraform.output();
  const { services } = await ecs.send(
    new DescribeServicesCommand({ cluster: String(cluster), services: [String(service)] }),
  );
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: services![0]!.taskDefinition! }),
  );
  expect(taskDefinition).toMatchObject(roles as object);
  ecs.destroy();
  const { changes } = await terraform.plan({ vars: withRoles });
  expect(acts(withoutEmulatorDifferences(changes))).toEqual([]);
  await terraform.destroy({ vars: withRoles });
  expect((await handedOver.plan()).changes).toEqual([]);
});

test("roles with path and prefix are printed as the module would make them", async () => {
  const vars = { namePrefix: "acme-", roles: '{ path = "/team/", assumedRolesPath = "/apps/" }' };
  const { roles } = JSON.parse(await handOver("json", vars));
  const arn = `arn:aws:iam::${ACCOUNT}:role/team/acme-apono-connector`;
  expect(roles).toMatchObject([
    { input: "roles.taskRoleArn", name: "acme-apono-connector-role-da765cca", path: "/team/" },
    {
      input: "roles.executionRoleArn",
      name: "acme-apono-connector-execution-role-da765cca",
      path: "/team/",
    },
  ]);
  const policy = (name: string) =>
    roles[0].inline.find((each: { name: string }) => each.name === name).document.Statement[0];
  expect(policy("apono-connector-guardrails").Resource).toEqual(
    expect.arrayContaining([`${arn}-role-da765cca`, `${arn}-execution-role-da765cca`]),
  );
  expect(policy("remote-management").Resource).toEqual([
    "arn:aws:iam::*:role/apono-*",
    "arn:aws:iam::*:role/apps/apono-*",
  ]);
});
