import { cleanUp } from "../../../kit/processes";
import { diagnosticMessages } from "../../../kit/terraform";
import { queryError } from "../../../support/emulated-account";
import type { EksPipeline } from "../../../support/eks";
import { type StandInWorld, startStandInWorld } from "../../../support/eks-stand-in";

/** IAM tells a new role to other services within seconds, and what asks for it before is refused. */
jest.setTimeout(1_200_000); // the stand-in plugin may have to be built

const env = { TF_VAR_token: "token" };
const ASSOCIATE = /^POST .*pod-identity-associations$/;

let world: StandInWorld;
let pipeline: EksPipeline;

beforeAll(async () => {
  world = await startStandInWorld();
  pipeline = await world.pipelineIn("us-east-1", "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3");
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

const refuseAssociation = (message: string) =>
  world.endpoint.failOnce({
    action: ASSOCIATE,
    status: 400,
    headers: {
      "content-type": "application/json",
      "x-amzn-errortype": "InvalidParameterException",
    },
    body: JSON.stringify({ message }),
  });

test("the first apply goes through, though IAM and EKS do not know the role for the first seconds", async () => {
  pipeline.calls({ apono: { identity: "pod-identity" } });
  world.endpoint.failOnce({ action: "GetRole", ...queryError("NoSuchEntity", 404) });
  world.endpoint.failOnce({ action: "GetRolePolicy", ...queryError("NoSuchEntity", 404) });
  refuseAssociation("Role provided in the request does not exist.");
  refuseAssociation("Role provided in the request does not exist.");
  await pipeline.terraform.apply({ env });

  const order = world.endpoint.calls.map(({ action }) => action);
  expect(order.filter((action) => ASSOCIATE.test(action))).toHaveLength(3);
  const association = order.findIndex((action) => ASSOCIATE.test(action));
  for (const action of ["CreateRole", "PutRolePolicy", "AttachRolePolicy"]) {
    expect(order).toContain(action);
    expect(order.lastIndexOf(action)).toBeLessThan(association);
  }
  expect((await pipeline.terraform.plan({ env })).changes).toEqual([]);
  await pipeline.terraform.destroy();
});

test.each([
  ["an OIDC provider that IAM does not show yet", "GetOpenIDConnectProvider"],
  ["a role that IAM does not show yet", "PutRolePolicy"],
])("an apply that fails on %s is mended by the next", async (_, action) => {
  pipeline.calls({ apono: {} });
  world.endpoint.failOnce({ action, ...queryError("NoSuchEntity", 404) });
  const failed = await pipeline.terraform.apply({ env, check: false });
  expect(failed.exitCode).toBe(1);
  await pipeline.terraform.apply({ env });
  expect((await pipeline.terraform.plan({ env })).changes).toEqual([]);
  await pipeline.terraform.destroy();
});

test("a change to pod-identity that EKS refuses, because it sees the old trust policy, is mended by the next apply", async () => {
  pipeline.calls({ apono: {} });
  await pipeline.terraform.apply({ env });
  pipeline.calls({ apono: { identity: "pod-identity" } });
  refuseAssociation("Trust policy of the role provided is invalid.");
  const failed = await pipeline.terraform.apply({ env, check: false });
  expect(diagnosticMessages(failed).join()).toContain(
    "Trust policy of the role provided is invalid",
  );
  await pipeline.terraform.apply({ env });
  expect((await pipeline.terraform.plan({ env })).changes).toEqual([]);
});
