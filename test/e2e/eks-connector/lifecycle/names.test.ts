import { cleanUp } from "../../../kit/processes";
import { diagnosticMessages } from "../../../kit/terraform";
import type { EksPipeline } from "../../../support/eks";
import { type StandInWorld, existingInIam, startStandInWorld } from "../../../support/eks-stand-in";

jest.setTimeout(1_200_000); // the stand-in plugin may have to be built

const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";
const ROLE = "apono-connector-role-d74ea9d1";
const env = { TF_VAR_token: "token" };

let world: StandInWorld;
let first: EksPipeline;

beforeAll(async () => {
  world = await startStandInWorld();
  first = await world.pipelineIn("us-east-1", ISSUER);
  await first.terraform.apply({ env });
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

test("role, OIDC provider and release can be replaced, though names can exist once", async () => {
  await first.terraform.apply({
    env,
    args: [
      "aws_iam_role.connector[0]",
      "aws_iam_openid_connect_provider.cluster[0]",
      "helm_release.connector",
    ].map((address) => `-replace=module.apono.${address}`),
  });
  expect((await first.terraform.plan({ env })).changes).toEqual([]);
});

test("a second state with the same names fails before it takes the first one's release over", async () => {
  const before = await existingInIam(world.iam("us-east-1"), ROLE);
  const second = await world.pipelineIn("us-east-1", ISSUER, false);
  // Else provider and namespace are what fails.
  const shared = { createOidcProvider: false, oidcProviderArn: before.providers[0] };
  second.calls({ apono: { ...shared, createNamespace: false } });
  const refused = await second.terraform.apply({ env, check: false });
  expect(refused.exitCode).toBe(1);
  expect(diagnosticMessages(refused)).toContainEqual(
    expect.stringMatching(/^creating IAM Role \(apono-connector-role-[^]*EntityAlreadyExists/),
  );
  expect(await second.terraform.stateList()).not.toContainEqual(
    expect.stringMatching(/^module\.apono\.(aws|helm|kubernetes)_/),
  );

  await second.terraform.destroy({ env });
  expect(await existingInIam(world.iam("us-east-1"), ROLE)).toEqual(before);
  expect((await first.terraform.plan({ env })).changes).toEqual([]);
});
