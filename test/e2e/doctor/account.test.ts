import { type AddressInfo, createServer } from "node:net";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { clientConfig } from "../../kit/aws-emulator";
import { diagnose, doctor, doctorProcess } from "../../support/doctor";
import { emulatedAccount, queryError, subnetIn } from "../../support/emulated-account";

jest.setTimeout(120_000);

const account = emulatedAccount();
const subnet = subnetIn(account);

it("tells no answer from absence", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise((resolve) => server.close(resolve));
  const { code, one } = await diagnose(
    { ...account.env, AWS_ENDPOINT_URL: endpoint },
    ["--subnet", subnet.id],
    doctorProcess,
  );
  expect(one("aws.account")).toMatchObject({
    status: "problem",
    summary: `The account: no answer from ${endpoint} (ECONNREFUSED).`,
    data: { failure: "unreachable", code: "ECONNREFUSED" },
  });
  expect(one("network.subnets").status).toBe("skipped");
  expect(code).toBe(2);
});

it.each([
  [undefined, "No AWS region is set."],
  ["Frankfurt", '"Frankfurt" (from AWS_REGION) is not a valid AWS region.'],
])("wants a region: %s", async (region, summary) => {
  const { code, one } = await diagnose(
    { ...account.env, AWS_REGION: region, AWS_DEFAULT_REGION: undefined },
    [],
  );
  expect(one("aws.region")).toMatchObject({ status: "problem", summary });
  expect(code).toBe(2);
});

it("says which names are taken, and by what is about to be deleted", async () => {
  const config = clientConfig(account.emulator.endpoint);
  const secrets = new SecretsManagerClient(config);
  const Name = "apono-connector-registry-credentials-taken";
  const { ARN } = await secrets.send(new CreateSecretCommand({ Name, SecretString: "x" }));
  const args = ["--subnet", subnet.id, "--var", "nameSuffix=taken"];

  const logs = new CloudWatchLogsClient(config);
  const logGroupName = "/ecs/apono-connector-logs-taken";
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  expect((await diagnose(account.env, args)).one("names.free")).toMatchObject({
    status: "warning",
    summary: `ecs-connector: part of a deployment already exists: secret ${Name}, log group ${logGroupName}.`,
    detail: [
      "Free: role apono-connector-role-taken, role apono-connector-execution-role-taken, security group apono-connector-sg-taken, cluster apono-connector-ecscluster-taken, service apono-connector-ecsservice-taken.",
    ],
  });
  await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  logs.destroy();

  const other = [...args.slice(0, 2), "--var", `aponoTokenSecretArn=${ARN}`];
  const withoutToken = { ...account.env, TF_VAR_APONO_TOKEN: undefined };
  expect((await diagnose(withoutToken, other)).one("token.secret").status).toBe("ok");

  await secrets.send(new DeleteSecretCommand({ SecretId: Name, RecoveryWindowInDays: 7 }));
  const { code, one } = await diagnose(account.env, args);
  expect(one("names.secret")).toMatchObject({
    status: "problem",
    summary: `ecs-connector: the secret ${Name} is scheduled for deletion; its name is taken until then.`,
  });
  expect(code).toBe(1);
  expect((await diagnose(withoutToken, other)).one("token.secret")).toMatchObject({
    status: "problem",
    fix: `aws secretsmanager restore-secret --secret-id ${ARN}`,
  });
  secrets.destroy();
});

it.each([
  ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
  ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
  ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
])("knows the region %s, of the partition %s", async (region, _partition, domain) => {
  const { one } = await diagnose({ ...account.env, AWS_REGION: region }, ["--subnet", subnet.id]);
  expect(one("aws.region").status).toBe("ok");
  const silent = await diagnose(
    {
      ...account.env,
      AWS_ENDPOINT_URL: undefined,
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
      AWS_REGION: region,
    },
    [],
    doctorProcess,
  );
  expect(silent.one("aws.account").summary).toContain(`sts.${region}.${domain}`);
});

it("asks outside of the partition aws for the managed policies that are attached", async () => {
  const env = { ...account.env, AWS_REGION: "cn-north-1" };
  account.proxy.failOnce({ action: "GetPolicy", ...queryError("NoSuchEntity", 404) });
  const { one } = await diagnose(env, ["--cluster", "main"]);
  expect(one("aws.managedPolicies")).toMatchObject({
    status: "problem",
    summary:
      "The partition aws-cn does not have AWSCloudFormationReadOnlyAccess (cloudformation-read): the apply would fail.",
    fix: expect.stringMatching(
      /^export TF_VAR_permissionSets='\[(?!.*cloudformation-read)/,
    ) as string,
    data: { missing: ["cloudformation-read"] },
  });
  const narrowed = await diagnose(env, [
    "--cluster",
    "main",
    "--var",
    'permissionSets=["ec2-read"]',
  ]);
  expect(narrowed.one("aws.managedPolicies").status).toBe("ok");
  expect((await diagnose(account.env, ["--cluster", "main"])).of("aws.managedPolicies")).toEqual(
    [],
  );
});

it("takes what is all there for a deployment that exists", async () => {
  const iam = new IAMClient(clientConfig(account.emulator.endpoint));
  await iam.send(
    new CreateRoleCommand({
      RoleName: "apono-connector-role-mine",
      AssumeRolePolicyDocument: "{}",
    }),
  );
  iam.destroy();
  const { code, one } = await diagnose(account.env, [
    "-m",
    "eks-connector",
    "--cluster",
    "a",
    "--var",
    "nameSuffix=mine",
  ]);
  expect(one("names.free")).toMatchObject({
    status: "ok",
    summary: "eks-connector seems to be deployed already: role apono-connector-role-mine.",
  });
  expect(code).toBe(1);
});

it.each([
  [["--var", "x"], "--var x has no value. Write it as for Terraform: --var name=value."],
  [
    ["--module", "x"],
    'There is no module "x". Available modules: ecs-connector, eks-connector, org-delegation, account-delegation.',
  ],
  [
    ["--format", "xml"],
    "error: option '-f, --format <format>' argument 'xml' is invalid. Allowed choices are text, json.",
  ],
])("refuses %j", async (args, message) => {
  const { code, out, err } = await doctor(account.env, args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(message);
});
