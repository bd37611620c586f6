import { deployerStatements, deploymentOf } from "../../../modules/permissions/deployer";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { clientConfig } from "../../kit/aws-emulator";
import { envAs, keysOf } from "../../kit/organization";
import type { ApiCall } from "../../kit/aws-calls";
import type { Answer } from "../../kit/forwarding";
import { diagnose } from "../../support/doctor";
import { emulatedAccount, queryError, subnetIn } from "../../support/emulated-account";

jest.setTimeout(120_000);

/** Actions that the simulation does not allow. */
let denied: readonly string[] = [];

/** IAM's simulation, which the emulator lacks. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
function simulated({ action, body }: ApiCall): Answer | undefined {
  if (action !== "SimulatePrincipalPolicy") return undefined;
  const asked = valuesOf(body, /^ActionNames\.member\.\d+$/);
  const results = asked.map(
    (each) =>
      `<member><EvalActionName>${each}</EvalActionName><EvalDecision>${denied.includes(each) ? "implicitDeny" : "allowed"}</EvalDecision></member>`,
  );
  return {
    status: 200,
    rawHeaders: ["Content-Type", "text/xml"],
    body: Buffer.from(
      `<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>${results.join("")}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`,
    ),
  };
}

const valuesOf = (body: string, name: RegExp): string[] =>
  [...new URLSearchParams(body)].filter(([key]) => name.test(key)).map(([, value]) => value);

let isAllowedToSimulate = true;
const account = emulatedAccount({
  answer: (call) => (isAllowedToSimulate ? simulated(call) : undefined),
});
const subnet = subnetIn(account);

const asked = () =>
  account.proxy.calls.filter(({ action }) => action === "SimulatePrincipalPolicy");
const args = () => ["--subnet", subnet.id, "--deployer"];

it("asks about every statement of the policy, for the caller, and says that all is allowed", async () => {
  denied = [];
  const { one, code } = await diagnose(account.env, [...args(), "--var", "nameSuffix=0a1b2c3d"]);
  const found = one("aws.deployer");
  expect(found).toMatchObject({ status: "ok" });
  expect(found.summary).toMatch(/^ecs-connector: arn:aws:sts::123456789012:user\/\S+ may do all/);
  expect(code).toBe(0);
  const deployment = deploymentOf(
    "ecs-connector",
    { subnetIds: [subnet.id], nameSuffix: "0a1b2c3d" },
    { accountId: "123456789012", region: "us-east-1" },
  );
  expect(
    asked().map(({ body }) => ({
      actions: valuesOf(body, /^ActionNames/),
      resources: valuesOf(body, /^ResourceArns/),
      keys: valuesOf(body, /ContextKeyName$/),
    })),
  ).toEqual(
    deployerStatements(deployment, "aws").map(({ Action, Resource, Condition = {} }) => ({
      actions: Action,
      resources: Resource,
      keys: Object.values(Condition).flatMap((keys) => Object.keys(keys)),
    })),
  );
});

it("asks for the role behind a session, with its path", async () => {
  const config = clientConfig(account.emulator.endpoint);
  const { Role } = await new IAMClient(config).send(
    new CreateRoleCommand({
      RoleName: "deployer",
      Path: "/team/",
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
      }),
    }),
  );
  const keys = await keysOf(account.emulator.endpoint, Role!.Arn!);
  const env = { ...account.env, ...envAs(account.proxy.endpoint, keys) };
  expect((await diagnose(env, args())).one("aws.deployer").status).toBe("ok");
  const principals = asked().flatMap(({ body }) => valuesOf(body, /^PolicySourceArn$/));
  expect(new Set(principals)).toEqual(new Set(["arn:aws:iam::123456789012:role/team/deployer"]));
});

it("names what is missing, and the command that prints the policy", async () => {
  denied = ["ecs:CreateService", "iam:PassRole"];
  const { one, code } = await diagnose(account.env, args());
  expect(one("aws.deployer")).toMatchObject({
    status: "warning",
    summary: expect.stringMatching(/lacks 2 actions that Terraform needs to deploy it\.$/),
    detail: ["ecs:CreateService, iam:PassRole"],
    fix: "npx apono-connector permissions --deployer --module ecs-connector --format json prints the policy; give it the same inputs.",
    data: { module: "ecs-connector", missing: denied },
  });
  expect(code).toBe(0);
});

it("is no failure where the caller may not simulate", async () => {
  isAllowedToSimulate = false;
  account.proxy.failOnce({ action: "SimulatePrincipalPolicy", ...queryError("AccessDenied", 403) });
  const { one, code } = await diagnose(account.env, args());
  expect(one("aws.deployer")).toMatchObject({
    status: "unknown",
    data: { failure: "denied", action: "iam:SimulatePrincipalPolicy" },
  });
  expect(code).toBe(0);
});

it("simulates nothing unless it is asked to", async () => {
  const { of } = await diagnose(account.env, ["--subnet", subnet.id]);
  expect(of("aws.deployer")).toEqual([]);
  expect(asked()).toEqual([]);
});
