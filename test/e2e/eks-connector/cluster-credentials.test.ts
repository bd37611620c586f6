import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { findAwsCli } from "../../kit/aws-cli";
import { engineBinary } from "../../kit/engines/current";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { EksConnectorStack } from "../../../stacks/eks-connector";
import { Cdktf } from "../../support/cdktf";
import { CLUSTER, type EksWorld, startEksWorld } from "../../support/eks";
import { type StandInWorld, startStandInWorld } from "../../support/eks-stand-in";
import { onRealPlugins } from "../../support/real-plugins";

jest.setTimeout(1_800_000); // the API server may have to be built

const STACK = "eks-connector";
const TOKEN = "a-token-of-apono-0123456789";

afterAll(cleanUp);

describe("what may be waited for with one token", () => {
  let world: StandInWorld;
  let terraform: Terraform;

  beforeAll(async () => {
    world = await startStandInWorld();
    const { terraform: inRegion } = await world.pipelineIn("us-east-1", "oidc.example.com/id/A");
    const folder = tempDir("stack-");
    const stack = Testing.synth(new EksConnectorStack(Testing.app(), STACK));
    writeFileSync(join(folder, "cdk.tf.json"), stack);
    terraform = new Terraform(folder, { env: inRegion.env });
    await terraform.init();
  });

  afterAll(() => world.stop());

  async function refusals(vars: object) {
    const env = { TF_VAR_APONO_TOKEN: TOKEN, TF_VAR_clusterName: CLUSTER };
    const { diagnostics } = await terraform.plan({ env, vars: { ...vars }, check: false });
    return diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ detail }) => detail.split("\n")[0]!);
  }

  const message = (seconds: number, rollback: string, most: number) =>
    `timeout: the token with which Terraform gets into the cluster lives for 15 minutes and is not renewed, and waiting for ${seconds} seconds${rollback} could outlast it: the apply would end in "Unauthorized". Give at most ${most} seconds, or set clusterCredentials = "aws-cli" (TF_VAR_clusterCredentials), with the AWS CLI on the PATH.`;

  it.each([
    ["with a rollback", { timeout: 421 }, message(421, " and as long again for the rollback", 420)],
    ["without", { timeout: 841, atomic: false }, message(841, "", 840)],
  ])("is refused where it could outlast it, %s", async (_, vars, expected) => {
    expect(await refusals(vars)).toEqual([expected]);
  });

  it.each([
    { timeout: 420 },
    { timeout: 840, atomic: false },
    { timeout: 3600, wait: false },
    { timeout: 3600, clusterCredentials: "aws-cli" },
  ])("is planned otherwise: %j", async (vars) => {
    expect(await refusals(vars)).toEqual([]);
  });

  it("knows two ways into the cluster", async () => {
    expect(await refusals({ clusterCredentials: "kubeconfig" })).toEqual([
      'clusterCredentials: "kubeconfig" is not a valid access method. Choose token or aws-cli (which needs the AWS CLI).',
    ]);
  });
});

onRealPlugins("an apply that outlasts the token it began with", () => {
  let world: EksWorld;

  beforeAll(async () => {
    world = await startEksWorld();
    world.sandbox.kubernetes.markDeploymentsReady(true);
  });

  afterAll(() => world?.stop());

  const inputs = {
    TF_VAR_clusterName: CLUSTER,
    TF_VAR_APONO_TOKEN: TOKEN,
  };

  /** Deploys; every token of the time when the OIDC provider is made has expired when the cluster is first changed. */
  async function deployLate(more: Record<string, string>) {
    const cdktf = new Cdktf(tempDir("deploy-"), world.env);
    const { eks, webhook } = world.sandbox;
    const env = { ...inputs, TF_VAR_chartRepository: world.repository.url, ...more };
    const arrived = eks.holdOnce({ action: "CreateOpenIDConnectProvider" });
    const deploying = cdktf.run("deploy", STACK, env, false);
    const held = await Promise.race([
      arrived,
      deploying.then(({ stderr }) => Promise.reject(Error(stderr))),
    ]);
    await webhook.expireTokens();
    const before = webhook.reviews.length;
    held.release();
    const { code, stdout, stderr } = await deploying;
    return {
      code,
      output: stdout + stderr,
      reviews: webhook.reviews.slice(before),
      destroy: () => cdktf.run("destroy", STACK, env),
    };
  }

  it("ends in Unauthorized with token", async () => {
    const { code, output, reviews, destroy } = await deployLate({});
    expect(code).not.toBe(0);
    expect(output).toContain("Unauthorized");
    expect(new Set(reviews.map(({ reason }) => reason))).toEqual(new Set(["it has expired"]));
    await destroy();
  });

  it("goes on with aws-cli, whose tokens both providers fetch when they need one", async () => {
    const PATH = `${await findAwsCli()}:${process.env["PATH"]}`;
    const more = { TF_VAR_clusterCredentials: "aws-cli", PATH };
    const { code, reviews, destroy } = await deployLate(more);
    expect(code).toBe(0);
    expect(reviews.length).toBeGreaterThan(0);
    expect(reviews.filter(({ accepted }) => !accepted)).toEqual([]);
    const { client } = world.sandbox.kubernetes;
    const namespace = "/api/v1/namespaces/apono-connector";
    expect(await client.find(`${namespace}/secrets/apono-connector-token`)).toBeDefined();
    await destroy();
    expect(await client.find(namespace)).toBeUndefined();
  });

  it("needs the AWS CLI for that", async () => {
    const cdktf = new Cdktf(tempDir("deploy-"), world.env);
    const PATH = tempDir("path-");
    symlinkSync(process.execPath, join(PATH, "node"));
    const { stdout: engine } = await run("sh", ["-c", `command -v ${engineBinary()}`]);
    const env = {
      ...inputs,
      TF_VAR_chartRepository: world.repository.url,
      TF_VAR_clusterCredentials: "aws-cli",
      TERRAFORM_BINARY_NAME: engine.trim(),
      PATH,
    };
    const { code, stdout, stderr } = await cdktf.run("deploy", STACK, env, false);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("executable aws not found");
  });
});
