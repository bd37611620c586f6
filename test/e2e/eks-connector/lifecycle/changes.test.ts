import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AttachRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { cleanUp, sleep } from "../../../kit/processes";
import type { PlannedChange } from "../../../kit/terraform";
import type { EksPipeline } from "../../../support/eks";
import {
  NOTHING_IN_IAM,
  type StandInWorld,
  existingInIam,
  startStandInWorld,
} from "../../../support/eks-stand-in";
import { fromReadme, typed } from "../../../support/readme";
import { acts } from "../../../support/planned-acts";

/** One deployment, to which one thing after the other happens. */
jest.setTimeout(1_200_000); // the stand-in plugin may have to be built

const A = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const B = "arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess";
const C = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const ROLE = "apono-connector-role-d74ea9d1";
const env = { TF_VAR_token: "token" };

let world: StandInWorld;
let pipeline: EksPipeline;
let iam: IAMClient;

beforeAll(async () => {
  world = await startStandInWorld();
  iam = world.iam("us-east-1");
  pipeline = await world.pipelineIn("us-east-1", "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3");
  configure({ extraManagedPolicyArns: [A, B] });
  await pipeline.terraform.apply({ env });
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

const configure = (inputs: object) => pipeline.calls({ apono: inputs });
const ours = (changes: readonly PlannedChange[]) => acts(changes, "module.apono.");
const planned = async () => ours((await pipeline.terraform.plan({ env })).changes);
const attached = async () =>
  (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: ROLE }))).AttachedPolicies!.map(
    ({ PolicyArn }) => PolicyArn!,
  );
const inline = async () =>
  (await iam.send(new ListRolePoliciesCommand({ RoleName: ROLE }))).PolicyNames!;

test("another connectorId keeps the names, and replaces nothing but what the state holds of the release", async () => {
  configure({ extraManagedPolicyArns: [A, B], connectorId: "renamed" });
  expect(await planned()).toEqual([
    "replace terraform_data.release_changed",
    "replace terraform_data.release_made",
    "update aws_iam_role.connector[0]",
    "update helm_release.connector",
  ]);
});

test("a policy that is taken off the list goes, and the others stay, however slow a call is", async () => {
  // By position, B would be detached as the second while it is attached as the first.
  const slow = world.endpoint.holdOnce({
    action: "DetachRolePolicy",
    where: ({ body }) => body.includes("AmazonRDSReadOnlyAccess"),
  });
  void slow.then(async (call) => {
    await sleep(5000);
    call.release();
  });
  configure({ extraManagedPolicyArns: [B] });
  await pipeline.terraform.apply({ env });
  expect(await attached()).toContain(B);
  expect(await attached()).not.toContain(A);
});

test("policies added by hand stay unseen, until exclusivePolicies takes them away and shows them", async () => {
  const byHand = async (policy: string) => {
    await iam.send(new AttachRolePolicyCommand({ RoleName: ROLE, PolicyArn: C }));
    await iam.send(
      new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: "by-hand", PolicyDocument: policy }),
    );
  };
  const anything = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  });
  const granted = { inline: await inline(), attached: await attached() };
  await byHand(anything);
  expect(await planned()).toEqual([]);
  const listed = await typed(
    pipeline.terraform,
    fromReadme("eks-connector", "role=apono-connector-role-").replace("0a1b2c3d", "d74ea9d1"),
  );
  expect(listed.stdout).toContain('"by-hand"');
  expect(listed.stdout).toContain(C);

  configure({ extraManagedPolicyArns: [B], exclusivePolicies: true });
  expect(await planned()).toEqual([
    "create aws_iam_role_policies_exclusive.connector[0]",
    "create aws_iam_role_policy_attachments_exclusive.connector[0]",
  ]);
  await pipeline.terraform.apply({ env });
  expect({ inline: await inline(), attached: await attached() }).toEqual(granted);

  await byHand(anything);
  const { changes } = await pipeline.terraform.plan({ env });
  expect(ours(changes)).toEqual([
    "update aws_iam_role_policies_exclusive.connector[0]",
    "update aws_iam_role_policy_attachments_exclusive.connector[0]",
  ]);
  const before = JSON.stringify(changes.map(({ before: values }) => values));
  expect(before).toContain('"by-hand"');
  expect(before).toContain(C);
  await pipeline.terraform.apply({ env });
  expect({ inline: await inline(), attached: await attached() }).toEqual(granted);

  // Fewer and more of its own policies, in one apply each.
  for (const permissionSets of [
    ["ec2-read", "security-audit"],
    ["ec2-read", "s3-read"],
  ]) {
    configure({ exclusivePolicies: true, permissionSets });
    await pipeline.terraform.apply({ env });
    expect(await planned()).toEqual([]);
  }
  expect((await inline()).sort()).toEqual([
    "apono-connector-guardrails",
    "ec2-policy",
    "s3-list-policy",
  ]);
  expect(await attached()).toEqual([]);
});

test("a role that exists is imported by a block, with nothing else to plan, and a move begins with its destruction", async () => {
  const address = "module.apono.aws_iam_role.connector[0]";
  const importing = join(pipeline.folder, "import.tf");
  expect(await pipeline.terraform.run(["state", "rm", address])).toMatchObject({ code: 0 });
  writeFileSync(importing, fromReadme("eks-connector", "import {").replace("0a1b2c3d", "d74ea9d1"));
  // The provider does not read whether policies are detached by force.
  expect(await planned()).toEqual(["update aws_iam_role.connector[0]"]);
  await pipeline.terraform.apply({ env });
  rmSync(importing);
  expect(await planned()).toEqual([]);

  await typed(pipeline.terraform, fromReadme("eks-connector", "terraform destroy -target"));
  expect(await pipeline.terraform.stateList()).toEqual(["data.aws_eks_cluster.main"]);
  expect(await existingInIam(iam, ROLE)).toEqual(NOTHING_IN_IAM);
});
