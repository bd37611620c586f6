import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { policiesOf } from "../../../../cli/permissions/deployer/deployer";
import { MODULE_NAMES } from "../../../../modules/module-names";
import type { DeployerStatement } from "../../../../modules/permissions/deployer";
import { cleanUp, tempDir } from "../../../kit/processes";
import { runCli } from "../../../support/cli";

afterAll(cleanUp);

interface Document {
  readonly Version: string;
  readonly Statement: readonly DeployerStatement[];
}

async function policy(...args: string[]): Promise<Document> {
  const { code, out } = await runCli(["permissions", "--deployer", "--format", "json", ...args]);
  expect(code).toBe(0);
  return JSON.parse(out) as Document;
}

const statement = ({ Statement }: Document, sid: string) =>
  Statement.find(({ Sid }) => Sid === sid);
const actionsOf = ({ Statement }: Document) => Statement.flatMap(({ Action }) => Action);

test.each(MODULE_NAMES)("the policy for %s is one that IAM takes", async (module) => {
  const { Version, Statement } = await policy("--module", module);
  expect(Version).toBe("2012-10-17");
  expect(Statement.length).toBeGreaterThan(2);
  for (const { Sid, Effect, Resource } of Statement) {
    expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
    expect(Effect).toBe("Allow");
    for (const resource of Resource) expect(resource).toMatch(/^(\*|arn:aws:[^<>{}]+)$/);
  }
});

test("names, account, region and partition narrow it", async () => {
  const role = async (...args: string[]) => statement(await policy(...args), "Roles")!.Resource[0];
  expect(await role()).toBe("arn:aws:iam::*:role/apono-connector-role-*");
  const place = ["--account", "123456789012", "--region", "us-gov-west-1"];
  // The suffix of the default connector's names in this account and region.
  expect(await role(...place)).toMatch(
    /^arn:aws-us-gov:iam::123456789012:role\/apono-connector-role-[0-9a-f]{8}$/,
  );
  expect(await role(...place, "--connector-id", "other")).not.toBe(await role(...place));
  expect(await role(...place, "--any-inputs")).toMatch(/role-\*$/);
  expect(await role("--var", "nameSuffix=x", "--var", "roleName=own")).toBe(
    "arn:aws:iam::*:role/own",
  );
  // A cluster's name is a part of the suffix on EKS.
  const onEks = ["--module", "eks-connector", ...place];
  expect(await role(...onEks)).toMatch(/role-\*$/);
  expect(await role(...onEks, "--var", "clusterName=main")).toMatch(/role-[0-9a-f]{8}$/);
});

test("inputs choose what it covers", async () => {
  const usual = actionsOf(await policy());
  expect(usual).toContain("ecs:CreateCluster");
  expect(usual).not.toContain("events:PutRule");
  const folder = tempDir("deployer-");
  const file = join(folder, "production.tfvars");
  writeFileSync(
    file,
    'clusterArn = "arn:aws:ecs:eu-west-1:123456789012:cluster/main"\nother = "of another stack"\n',
  );
  const chosen = await policy(
    "--var-file",
    file,
    "--var",
    'alerts={topicArns=["arn:aws:sns:eu-west-1:123456789012:on-call"]}',
  );
  expect(actionsOf(chosen)).not.toContain("ecs:CreateCluster");
  expect(actionsOf(chosen)).toContain("events:PutRule");
  expect(statement(chosen, "Service")!.Resource[0]).toMatch(/:service\/main\/apono-/);
  const place = ["--account", "123456789012", "--region", "ap-southeast-1"];
  const anywhere = ["permissions", "--deployer", "--format", "json", "--any-inputs", ...place];
  const { err } = await runCli(anywhere);
  expect(err).toMatch(
    /^The policy has \d{4} characters, and IAM allows 6144 in a managed policy\./,
  );
  const any = actionsOf(await policy("--any-inputs"));
  for (const action of [...usual, ...actionsOf(chosen)]) expect(any).toContain(action);
});

test("a boundary is a condition of every permission that a role is given", async () => {
  const boundary = "arn:aws:iam::123456789012:policy/boundary";
  const limited = await policy("--var", `permissionsBoundaryArn=${boundary}`);
  const isBound = { StringEquals: { "iam:PermissionsBoundary": boundary } };
  for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"])
    for (const each of limited.Statement.filter(({ Action }) => Action.includes(action)))
      expect(each.Condition).toMatchObject(isBound);
  expect(actionsOf(limited)).not.toContain("iam:DeleteRolePermissionsBoundary");
});

test("only the policies of the chosen permission sets can be attached", async () => {
  const attachable = async (...args: string[]) =>
    statement(await policy("--module", "eks-connector", ...args), "AttachPolicies")?.Condition?.[
      "ArnLike"
    ]?.["iam:PolicyARN"];
  expect(await attachable()).toHaveLength(3);
  expect(await attachable("--permission-sets", "security-audit", "ec2-read")).toEqual([
    "arn:aws:iam::aws:policy/SecurityAudit",
  ]);
  expect(await attachable("--without-permissions")).toBeUndefined();
});

test("Markdown says what each action is for", async () => {
  const { code, out } = await runCli([
    "permissions",
    "--deployer",
    "--var",
    "kmsKeyArn=arn:aws:kms:eu-west-1:123456789012:key/1",
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/^# What deploying ecs-connector needs\n/);
  expect(out).toContain("with `kmsKeyArn` as given");
  expect(out).toMatch(/\| `aws_ecs_cluster` \| createCluster = true, or .* \| `ecs:CreateCluster`/);
  expect(out).toContain("`kms:GenerateDataKey`, `kms:Decrypt`: Secrets Manager encrypts");
});

test.each([
  [
    ["--deployer", "--var", "subnets=[]"],
    "--var subnets: ecs-connector has no input of this name. Did you mean subnetIds?",
  ],
  [
    ["--deployer", "--var", "subnetIds=1"],
    '--var subnetIds must be a list of strings such as ["a", "b"]; got a number.',
  ],
  [
    ["--deployer", "--format", "html"],
    "--format html: the deployer's policy has no such format. Choose markdown, json or terraform.",
  ],
  [
    ["--format", "terraform"],
    "--format terraform is for the deployer's policy. Add --deployer, or remove it.",
  ],
  [["--any-inputs"], "--any-inputs is for the deployer's policy. Add --deployer, or remove it."],
])("permissions %j is refused", async (args, err) => {
  expect(await runCli(["permissions", ...args])).toEqual({ code: 2, out: "", err });
});

test("a policy that is too large for IAM is several", () => {
  const large = (Sid: string): DeployerStatement => ({
    Sid,
    Effect: "Allow",
    Action: ["iam:GetRole"],
    Resource: ["arn:aws:iam::123456789012:role/".padEnd(2500, "x")],
  });
  const parts = policiesOf(["A", "B", "C"].map(large));
  expect(parts.map((part) => part.map(({ Sid }) => Sid))).toEqual([["A", "B"], ["C"]]);
});

test("only the connector's role can be let into the cluster, with one access policy", async () => {
  const eks = ["--module", "eks-connector", "--account", "123456789012", "--region", "eu-west-1"];
  const given = ["--var", "clusterName=main", "--var", "roleName=own"];
  const entries = await policy(...eks, ...given, "--var", "accessEntries={create=true}");
  expect(statement(entries, "MakeAccessEntry")!.Condition).toEqual({
    ArnLike: { "eks:principalArn": ["arn:aws:iam::123456789012:role/own"] },
  });
  expect(statement(entries, "AccessPolicy")).toMatchObject({
    Resource: ["arn:aws:eks:eu-west-1:123456789012:access-entry/main/role/123456789012/own/*"],
    Condition: {
      ArnLike: {
        "eks:policyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      },
    },
  });
});
