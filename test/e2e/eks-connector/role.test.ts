import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { runCli } from "../../support/cli";
import { CLUSTER, type EksPipeline } from "../../support/eks";
import {
  type StandInWorld,
  fromYaml,
  startStandInWorld,
  stateOf,
} from "../../support/eks-stand-in";
import { acts } from "../../support/planned-acts";

jest.setTimeout(600_000); // the stand-in plugin may have to be built

const ACCOUNT = "123456789012";
const REGION = "us-east-1";
const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";
const env = { TF_VAR_token: "token" };

let world: StandInWorld;
let pipeline: EksPipeline;

beforeAll(async () => {
  world = await startStandInWorld();
  pipeline = await world.pipelineIn(REGION, ISSUER);
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

const configure = (inputs: object) => {
  pipeline.calls({ apono: inputs }, { output: { apono: { value: "${module.apono}" } } });
};
const changes = async () => acts((await pipeline.terraform.plan({ env })).changes);
const refusal = async (inputs: object): Promise<string> => {
  configure(inputs);
  return pipeline.terraform.plan({ env }).then(
    () => "nothing",
    (error: Error) => error.message,
  );
};
const awsRoleName = async () => {
  const [own] = (await stateOf(pipeline))["helm_release.connector"].values;
  return (await fromYaml(own)).serviceAccount.awsRoleName;
};

/** The role that is handed over, made. @returns its ARN */
async function makeHanded(...vars: string[]): Promise<string> {
  const { code, out, err } = await runCli([
    ...["permissions", "hand-over", "-m", "eks-connector", "--account", ACCOUNT],
    ...["--region", REGION, "--var", `clusterName=${CLUSTER}`],
    ...vars.flatMap((each) => ["--var", each]),
  ]);
  expect([code, err]).toEqual([0, ""]);
  const folder = tempDir("hand-over-");
  writeFileSync(join(folder, "role.tf"), out);
  const terraform = new Terraform(folder, { env: world.endpoint.env });
  await terraform.init();
  expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  await terraform.apply();
  return ((await terraform.output())["role"] as { arn: string }).arn;
}

test("the module's role has path and prefix, and the chart gets both", async () => {
  configure({ namePrefix: "acme-", nameSuffix: "x", role: { path: "/team/" } });
  await pipeline.terraform.apply({ env });
  const state = await stateOf(pipeline);
  expect(state["aws_iam_role.connector[0]"]).toMatchObject({
    arn: `arn:aws:iam::${ACCOUNT}:role/team/acme-apono-connector-role-x`,
  });
  expect(await awsRoleName()).toBe("team/acme-apono-connector-role-x");
  expect(await changes()).toEqual([]);
});

test("a role that was handed over is taken by irsa, and the module has none", async () => {
  const arn = await makeHanded(
    "nameSuffix=y",
    'role={ path = "/team/" }',
    `oidcProviderArn=arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`,
  );
  expect(arn).toBe(`arn:aws:iam::${ACCOUNT}:role/team/apono-connector-role-y`);
  configure({ role: { arn } });
  await pipeline.terraform.apply({ env });
  const ofIam = Object.keys(await stateOf(pipeline)).filter((each) => /^aws_iam_role/.test(each));
  expect(ofIam).toEqual([]);
  expect(await awsRoleName()).toBe("team/apono-connector-role-y");
  const { apono } = (await pipeline.terraform.output()) as { apono: Record<string, unknown> };
  expect(apono).toMatchObject({
    connector_role_arn: arn,
    connector_role_name: "apono-connector-role-y",
    permission_sets: [],
  });
  expect(await changes()).toEqual([]);
});

test("and another one by pod-identity", async () => {
  const arn = await makeHanded("nameSuffix=z", "identity=pod-identity");
  configure({ identity: "pod-identity", role: { arn } });
  await pipeline.terraform.apply({ env });
  const state = await stateOf(pipeline);
  expect(state["aws_eks_pod_identity_association.connector[0]"]).toMatchObject({ role_arn: arn });
  expect(await changes()).toEqual([]);
});

test("a role that the pods can't take is refused, with the statement that it lacks", async () => {
  const trust = (principal: object, action: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: principal, Action: action }],
    });
  await world.iam(REGION).send(
    new CreateRoleCommand({
      RoleName: "tasks",
      AssumeRolePolicyDocument: trust({ Service: "ecs-tasks.amazonaws.com" }, "sts:AssumeRole"),
    }),
  );
  const role = { arn: `arn:aws:iam::${ACCOUNT}:role/tasks` };
  expect(await refusal({ role })).toContain(
    `"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"${ISSUER}:aud"`,
  );
  expect(await refusal({ role, identity: "pod-identity" })).toContain(
    '"Principal":{"Service":"pods.eks.amazonaws.com"}',
  );
  expect(await refusal({ role, roleName: "mine" })).toContain(
    `roleName and role.arn ("${role.arn}") are both set.`,
  );
  expect(await refusal({ role: { create: false } })).toContain(
    "role.create is false, and role.arn is not set.",
  );
});
