import type { EC2Client } from "@aws-sdk/client-ec2";
import { CreateSecurityGroupCommand, ModifyVpcAttributeCommand } from "@aws-sdk/client-ec2";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../kit/aws-emulator";
import { type FaultProxy, startFaultProxy } from "../../kit/fault-proxy";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { BAD_INPUTS, GOOD_INPUTS } from "../../fixtures/bad-inputs/ecs-connector";
import { namesRoles } from "../../fixtures/bad-inputs/roles";
import { pipeline } from "../../support/deployment";

jest.setTimeout(300_000);

let emulator: AwsEmulator;
let proxy: FaultProxy;
let ec2: EC2Client;
let subnetId: string;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  proxy = await startFaultProxy(emulator.endpoint);
  ec2 = ec2Client(emulator.endpoint);
  const vpc = await makeVpc(ec2);
  // For VPC endpoints.
  await ec2.send(
    new ModifyVpcAttributeCommand({ VpcId: vpc.vpcId, EnableDnsHostnames: { Value: true } }),
  );
  subnetId = (await makeSubnet(ec2, vpc, { route: "nat-gateway" })).subnetId;
});

afterAll(async () => {
  ec2.destroy();
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

const call = (name: string, inputs: object) => ({
  [name]: {
    source: "./module",
    connectorId: name,
    aponoToken: "token",
    subnetIds: [subnetId],
    ...inputs,
  },
});

/** A value as JSON configuration writes it: template openers escaped, as nothing here is a template. */
const literal = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/[$%](?=\{)/g, "$&$&"));

/** Messages of an apply of all these modules at once, without the lines that say which rule it was. */
async function refusals(calls: object): Promise<{ messages: string[]; made: string[] }> {
  proxy.reset();
  const terraform = pipeline("ecs-connector", { module: calls }, emulatorEnv(proxy.endpoint));
  await terraform.init();
  const result = await terraform.apply({ check: false });
  expect(result.exitCode).toBe(1);
  const made = proxy.calls
    .map(({ action }) => action ?? "")
    .filter((action) => /^(Create|Put|Register|Attach|Authorize|Update)/.test(action));
  const messages = diagnosticMessages(result).map((message) => message.split("\n\n")[0]!);
  return { messages: [...new Set(messages)], made };
}

test("Terraform refuses every wrong input with its exact message, before anything is made", async () => {
  const calls = BAD_INPUTS.map(({ input, value }, index) =>
    call(`row${index}`, { [input]: literal(value) }),
  );
  const { messages, made } = await refusals(Object.assign({}, ...calls));
  expect(made).toEqual([]);
  for (const { message } of BAD_INPUTS)
    expect(messages).toContain(`Invalid value for variable: ${message}`);
  // Nothing else is complained about: a bad value is one finding, or one for each rule that it breaks.
  const rules = messages.filter((message) => !message.startsWith("Invalid value for variable: "));
  expect(rules).toEqual([]);
});

test("Terraform takes what is good, at the edges of the rules", async () => {
  const checked = GOOD_INPUTS.filter(
    ([input]) =>
      !["subnetIds", "vpcId", "clusterArn", "aponoTokenSecretArn", "connectorId"].includes(input),
  ).filter(([input, value]) => input !== "roles" || !namesRoles(value));
  const terraform = pipeline(
    "ecs-connector",
    {
      module: Object.assign(
        {},
        ...checked.map(([input, value], index) => call(`row${index}`, { [input]: literal(value) })),
      ),
    },
    emulator.env,
  );
  await terraform.init();
  const { diagnostics } = await terraform.plan({ check: false });
  expect(diagnosticMessages({ diagnostics })).toEqual([]);
});

test("rules across inputs, and what only AWS knows, are refused at plan", async () => {
  const elsewhere = await makeVpc(ec2);
  const { GroupId: stranger } = await ec2.send(
    new CreateSecurityGroupCommand({
      GroupName: "elsewhere",
      Description: "x",
      VpcId: elsewhere.vpcId,
    }),
  );
  const secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:apono-Ab12Cd";
  const { ARN: existing } = await new SecretsManagerClient(clientConfig(emulator.endpoint)).send(
    new CreateSecretCommand({ Name: "existing", SecretString: "{}" }),
  );
  const cluster = "arn:aws:ecs:us-east-1:123456789012:cluster/nowhere";
  const policies = Array.from(
    { length: 7 },
    (_, index) => `arn:aws:iam::aws:policy/job-function/p${index}`,
  );
  const { messages, made } = await refusals({
    ...call("size", { cpu: 256, memory: 4096 }),
    ...call("neither", { aponoToken: null }),
    ...call("both", { aponoTokenSecretArn: existing }),
    ...call("secret", { aponoToken: null, aponoTokenSecretArn: secret }),
    ...call("cluster", { clusterArn: cluster }),
    ...call("two-clusters", { clusterArn: cluster, createCluster: true }),
    ...call("no-cluster", { createCluster: false }),
    ...call("group", { securityGroupIds: ["sg-00000000"] }),
    ...call("stranger", { securityGroupIds: [stranger] }),
    ...call("sets", { withPermissions: false, permissionSets: ["eks-read"] }),
    ...call("policies", { extraManagedPolicyArns: policies }),
  });
  expect(made).toEqual([]);
  const expected = [
    "Resource precondition failed: memory: Fargate does not offer 4096 MiB with cpu = 256. Use one of 512, 1024, 2048 with this CPU.",
    "Resource precondition failed: The connector has no token. Set aponoToken (the environment variable TF_VAR_APONO_TOKEN of the deployable stack) to the token from Apono's connector page, or aponoTokenSecretArn to a secret that holds it.",
    `Resource postcondition failed: aponoTokenSecretArn: there is no secret ${secret} (full ARN, with the 6 characters at its end). Correct it, or give aponoToken instead.`,
    `Resource postcondition failed: clusterArn: there is no active cluster ${cluster} in account 123456789012, region us-east-1. Correct it, or leave it out to create a cluster.`,
    "Resource postcondition failed: securityGroupIds: there is no sg-00000000 in account 123456789012, region us-east-1. Correct the IDs.",
    "Resource precondition failed: permissionSets (eks-read) is set, but withPermissions is false. Set only one of the two.",
    "Resource precondition failed: extraManagedPolicyArns: 11 managed policies would be attached to the role, and IAM allows 10. Merge some of yours, or choose fewer permissionSets.",
    `Resource precondition failed: aponoToken and aponoTokenSecretArn ("${existing}") are both set. Set only one of the two.`,
    `Resource precondition failed: createCluster is true, and clusterArn is "${cluster}", so two clusters are chosen. Set only one of the two.`,
    "Resource precondition failed: createCluster is false, and clusterArn is not set. Set clusterArn to the cluster to run in, or leave createCluster out.",
  ];
  for (const message of expected) expect(messages).toContain(message);
  expect(messages).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `securityGroupIds: ${stranger} \\(${elsewhere.vpcId}\\) is not in the subnets' VPC vpc-[0-9a-f]+\\. Give security groups of that VPC\\.`,
      ),
    ),
  );
});
