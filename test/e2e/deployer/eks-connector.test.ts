import {
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { clientConfig, emulatorEnv } from "../../kit/aws-emulator";
import { cleanUp } from "../../kit/processes";
import { type Choice } from "../../support/deployer-policy";
import { RECORDED_PLACE } from "../../support/deployer-recording";
import { DeployerRun, type DeployerSteps } from "../../support/deployer-run";
import { CLUSTER, EksPipeline } from "../../support/eks";
import { type StandInWorld, startStandInWorld } from "../../support/eks-stand-in";

jest.setTimeout(600_000); // the stand-in plugin may have to be built

const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";

let world: StandInWorld;
let run: DeployerRun;
let iam: IAMClient;

beforeAll(async () => {
  world = await startStandInWorld();
  await world.pipelineIn(RECORDED_PLACE.region, ISSUER);
  iam = new IAMClient(clientConfig(world.endpoint.endpoint));
  run = await DeployerRun.start("eks-connector", RECORDED_PLACE, world.endpoint.endpoint);
});

afterAll(async () => {
  await run.stop();
  await world.stop();
  cleanUp();
});

/** A pipeline that calls the module, with the stand-ins for helm and kubernetes. */
async function started(): Promise<DeployerSteps> {
  const env = { ...emulatorEnv(run.proxy.endpoint), TF_VAR_token: "token" };
  const pipeline = new EksPipeline(env, { extraMirrors: world.extraMirrors });
  const configured = (choice: Choice) => {
    pipeline.calls({ apono: choice });
    return pipeline.terraform;
  };
  configured({});
  await pipeline.terraform.init();
  return {
    terraform: pipeline.terraform,
    plan: (choice) => configured(choice).plan(),
    apply: (choice) => configured(choice).apply(),
    destroy: (choice) => configured(choice).destroy(),
  };
}

async function makePolicy(): Promise<string> {
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: "extra",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
      }),
    }),
  );
  return Policy!.Arn!;
}

test("the policy suffices for IRSA, for Pod Identity, and for the way between them", async () => {
  const base = { clusterName: CLUSTER, nameSuffix: "0a1b2c3d", tags: { team: "a", cost: "b" } };
  const policy = await makePolicy();
  const changed = {
    ...base,
    tags: { team: "c" },
    connectorId: "renamed",
    exclusivePolicies: true,
    permissionsBoundaryArn: policy,
    extraManagedPolicyArns: [policy],
  };
  const podIdentity = { ...base, identity: "pod-identity" };
  const renamed = { ...podIdentity, roleName: "apono-own" };
  const withoutProvider = { ...renamed, createOidcProvider: false, tags: { team: "c" } };
  await run.through(
    "IRSA, then Pod Identity",
    [base, changed, podIdentity, renamed, withoutProvider],
    await started(),
  );
});

test("the policy suffices for both identities at once, the agent, and access entries", async () => {
  const both = {
    clusterName: CLUSTER,
    nameSuffix: "8c9d0e1f",
    createOidcProvider: true,
    identity: "both",
    tags: { team: "a" },
    workloadIdentity: { createPodIdentityAgent: true },
    accessEntries: { create: true },
  };
  await run.through(
    "both identities, the agent, and access entries",
    [
      both,
      { ...both, tags: { team: "b" }, accessEntries: { create: true, namespaces: ["team-a"] } },
      { ...both, tags: { team: "b" }, accessEntries: {}, workloadIdentity: {} },
    ],
    await started(),
  );
});

test("the policy suffices for an OIDC provider, and a role, that exist", async () => {
  const { OpenIDConnectProviderArn } = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: `https://${ISSUER}`,
      ClientIDList: ["sts.amazonaws.com"],
    }),
  );
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: "pods",
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: OpenIDConnectProviderArn },
            Action: "sts:AssumeRoleWithWebIdentity",
          },
        ],
      }),
    }),
  );
  const existing = {
    clusterName: CLUSTER,
    nameSuffix: "4e5f6a7b",
    createOidcProvider: false,
    tags: { team: "a" },
  };
  await run.through(
    "an OIDC provider that exists",
    [existing, { ...existing, tags: { team: "b" } }, { ...existing, role: { arn: Role!.Arn } }],
    await started(),
  );
});
