import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import {
  CloudFormationClient,
  CreateStackCommand,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
} from "@aws-sdk/client-cloudformation";
import { EC2Client } from "@aws-sdk/client-ec2";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
} from "@aws-sdk/client-ecs";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { findAwsCli } from "../../kit/aws-cli";
import {
  type AwsEmulator,
  EMULATOR_REGION,
  clientConfig,
  startAwsEmulator,
} from "../../kit/aws-emulator";
import { makeSubnet, makeVpc } from "../../kit/network";
import {
  type Keys,
  administratorOf,
  clientConfigAs,
  makeAccount,
  makeOrganization,
  makeUnit,
  writeProfiles,
} from "../../kit/organization";
import { type Env, cleanUp, tempDir } from "../../kit/processes";
import { terraformEnv, writeCliConfig } from "../../kit/provider-plugins";
import {
  OLD_CONNECTOR_ID,
  oldConnector,
  oldMember,
  oldOrganization,
} from "../../fixtures/cloudformation-install";
import { Guide } from "../../support/guide";
import { copyProject } from "../../kit/project-copy";

jest.setTimeout(600_000);

const GUIDE = "docs/from-cloudformation.md";
const NEW_ID = "production-terraform";

let emulator: AwsEmulator;
let unit: string;
let member: string;
let keys: Keys;
let subnetId: string;
let cli: string;

beforeAll(async () => {
  cli = await findAwsCli();
  emulator = await startAwsEmulator({ organizations: true });
  const organization = await makeOrganization(emulator.endpoint);
  unit = await makeUnit(organization, "apps", organization.rootId);
  member = await makeAccount(organization, "app", unit);
  keys = await administratorOf(emulator.endpoint, await makeAccount(organization, "connector"));
  const ec2 = new EC2Client(clientConfigAs(emulator.endpoint, keys));
  subnetId = (await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" })).subnetId;
  ec2.destroy();
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** The old connector's stack, in the connector's account. */
async function installConnector(): Promise<void> {
  await new CloudFormationClient(clientConfigAs(emulator.endpoint, keys)).send(
    new CreateStackCommand({
      StackName: "apono-old",
      TemplateBody: JSON.stringify(oldConnector(subnetId)),
      Parameters: [{ ParameterKey: "AponoConnectorId", ParameterValue: OLD_CONNECTOR_ID }],
      Capabilities: ["CAPABILITY_NAMED_IAM"],
    }),
  );
}

/** The old stack of the management account, and the StackSet that the emulator can't make from within one. */
async function installOrganization(): Promise<void> {
  const cloudFormation = new CloudFormationClient(clientConfig(emulator.endpoint));
  const role = "arn:aws:iam::210987654321:role/old-connector-role";
  const parameters = {
    AponoConnectorId: OLD_CONNECTOR_ID,
    ConnectorRoleArn: role,
    OrganizationalUnitId: unit,
  };
  await cloudFormation.send(
    new CreateStackCommand({
      StackName: "apono-old-org",
      TemplateBody: JSON.stringify(oldOrganization()),
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Capabilities: ["CAPABILITY_NAMED_IAM"],
    }),
  );
  await cloudFormation.send(
    new CreateStackSetCommand({
      StackSetName: "apono-old-members",
      PermissionModel: "SERVICE_MANAGED",
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      TemplateBody: JSON.stringify(oldMember(role)),
      Capabilities: ["CAPABILITY_NAMED_IAM"],
    }),
  );
  await cloudFormation.send(
    new CreateStackInstancesCommand({
      StackSetName: "apono-old-members",
      DeploymentTargets: { OrganizationalUnitIds: [unit] },
      Regions: [EMULATOR_REGION],
    }),
  );
}

/** Connectors that run: their ids, one for each service that is to have instances. */
async function running(): Promise<string[]> {
  const ecs = new ECSClient(clientConfigAs(emulator.endpoint, keys));
  const ids: string[] = [];
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  for (const cluster of clusterArns) {
    const { serviceArns = [] } = await ecs.send(new ListServicesCommand({ cluster }));
    if (serviceArns.length === 0) continue;
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster, services: serviceArns }),
    );
    for (const { taskDefinition, desiredCount } of services) {
      if (!desiredCount) continue;
      const task = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
      const { environment = [] } = task.taskDefinition!.containerDefinitions![0]!;
      ids.push(environment.find(({ name }) => name === "APONO_CONNECTOR_ID")!.value!);
    }
  }
  return ids.sort();
}

const rolesOf = async (of?: Keys): Promise<string[]> => {
  const config = clientConfig(emulator.endpoint);
  const iam = new IAMClient({ ...config, credentials: of ?? config.credentials });
  const { Roles: roles = [] } = await iam.send(new ListRolesCommand({}));
  return roles
    .map(({ RoleName }) => RoleName!.replace(/-[0-9a-f]{8}$/, ""))
    .filter((name) => /^(apono|old)-/.test(name))
    .sort();
};
const rolesOfMember = async () => rolesOf(await administratorOf(emulator.endpoint, member));

function follow(section: string): { guide: Guide; folder: string } {
  const folder = copyProject(join(tempDir("moving-"), "project"));
  const scratch = tempDir("moving-env-");
  const env: Env = {
    ...terraformEnv(writeCliConfig(scratch)),
    ...writeProfiles(emulator.endpoint, join(scratch, "aws-config"), {
      connector: keys,
      management: undefined,
    }),
    PATH: `${cli}${delimiter}${process.env["PATH"]}`,
    AWS_PROFILE: "connector",
    AWS_REGION: EMULATOR_REGION,
    TF_VAR_organizationProfile: "management",
    TF_VAR_APONO_TOKEN: "token",
    TF_VAR_subnetIds: JSON.stringify([subnetId]),
    OLD_STACK: "apono-old",
    OLD_ORG_STACK: "apono-old-org",
    OLD_STACK_SET: "apono-old-members",
    NEW_CONNECTOR_ID: NEW_ID,
  };
  return { guide: new Guide(GUIDE, section, folder, env), folder };
}

test("one account moves, with a connector at work at every moment and never two of one id", async () => {
  await installConnector();
  const { guide, folder } = follow("One account");
  expect(guide.left).toBe(4);

  expect((await guide.step()).stdout).toContain("AWS::ECS::Service");
  expect(await running()).toEqual([OLD_CONNECTOR_ID]);
  await guide.step();
  expect(await running()).toEqual([OLD_CONNECTOR_ID, NEW_ID]);
  await guide.step();
  expect(await running()).toEqual([NEW_ID]);
  expect(await rolesOf(keys)).toContain("old-connector-role");
  await guide.step();
  expect(await running()).toEqual([NEW_ID]);
  expect(await rolesOf(keys)).toEqual(["apono-connector-execution-role", "apono-connector-role"]);

  await destroy(guide, folder, "ecs-connector");
  expect(await rolesOf(keys)).toEqual([]);
});

test("an organization moves, with a connector and its roles in every account at every moment", async () => {
  await installConnector();
  await installOrganization();
  const { guide, folder } = follow("An organization");
  expect(guide.left).toBe(5);
  const OLD = { management: ["apono-old-management"], member: ["apono-old-member"] };
  const NEW = { management: ["apono-management-role"], member: ["apono-member-role"] };
  const roles = async () => ({ management: await rolesOf(), member: await rolesOfMember() });

  expect((await guide.step()).stdout).toMatch(/ConnectorRoleArn\tarn:aws:iam::210987654321:/);
  expect(await roles()).toEqual(OLD);
  await guide.step();
  expect(await running()).toEqual([OLD_CONNECTOR_ID, NEW_ID]);
  expect(await roles()).toEqual({
    management: [...NEW.management, ...OLD.management],
    member: [...NEW.member, ...OLD.member],
  });
  const { stdout } = await guide.step();
  expect(stdout).toMatch(new RegExp(`${member}\tCURRENT`));
  expect(stdout).toMatch(/arn:aws:iam::123456789012:role\/apono-management-role-[0-9a-f]{8}$/m);
  // The old connector is paused as the other section says: its third block.
  await guide.run(follow("One account").guide.blocks[2]!);
  expect(await running()).toEqual([NEW_ID]);
  await guide.step();
  expect(await roles()).toEqual({
    management: [...NEW.management, ...OLD.management],
    member: NEW.member,
  });
  await guide.step();
  expect(await roles()).toEqual(NEW);
  expect(await running()).toEqual([NEW_ID]);

  await destroy(guide, folder, "ecs-connector", "org-delegation");
  expect(await roles()).toEqual({ management: [], member: [] });
});

/** Cleans up with what the guide's shell knows at its end. */
async function destroy(guide: Guide, folder: string, ...stacks: string[]): Promise<void> {
  expect(guide.left).toBe(0);
  expect(readFileSync(join(folder, ".shell"), "utf8")).toContain(NEW_ID);
  await guide.run(`npx cdktf destroy ${stacks.join(" ")} --auto-approve`);
}
