import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { clientConfig } from "../../kit/aws-emulator";
import { cleanUp } from "../../kit/processes";
import { EksPipeline, type EksWorld, startEksWorld } from "../../support/eks";
import { onRealPlugins } from "../../support/real-plugins";

jest.setTimeout(1_800_000); // the API server may have to be built

afterAll(cleanUp);

onRealPlugins("the connector on EKS in China", () => {
  const REGION = "cn-north-1";
  const ISSUER = `oidc.eks.${REGION}.amazonaws.com/id/A1B2C3`;
  let world: EksWorld;
  let pipeline: EksPipeline;

  beforeAll(async () => {
    world = await startEksWorld(REGION);
    pipeline = new EksPipeline(world.env);
    pipeline.calls({
      apono: { chartRepository: world.repository.url, wait: false, roleName: "apono-china" },
    });
    await pipeline.terraform.init();
    await pipeline.terraform.apply({ env: { TF_VAR_token: "token" } });
  });

  afterAll(() => world?.stop());

  it("runs as a service account with a role ARN of its partition", async () => {
    const { client } = world.sandbox.kubernetes;
    const account = await client.get("/api/v1/namespaces/apono-connector/serviceaccounts/apono");
    expect(account.metadata.annotations).toEqual({
      "eks.amazonaws.com/role-arn": "arn:aws-cn:iam::123456789012:role/apono-china",
    });
    const { spec } = await client.get(
      "/apis/apps/v1/namespaces/apono-connector/deployments/apono-connector",
    );
    expect(spec.template.spec.serviceAccountName).toBe("apono");
  });

  it("has a role that trusts the provider of its partition", async () => {
    const iam = new IAMClient({ ...clientConfig(world.emulator.endpoint), region: REGION });
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: "apono-china" }));
    const [statement] = JSON.parse(decodeURIComponent(role!.AssumeRolePolicyDocument!)).Statement;
    expect(statement.Principal).toEqual({
      Federated: `arn:aws-cn:iam::123456789012:oidc-provider/${ISSUER}`,
    });
    expect(statement.Condition.StringEquals[`${ISSUER}:aud`]).toBe("sts.amazonaws.com");
  });

  it("plans no changes the second time, and leaves nothing when it is destroyed", async () => {
    const { changes } = await pipeline.terraform.plan({ env: { TF_VAR_token: "token" } });
    expect(changes).toEqual([]);
    await pipeline.terraform.destroy();
    const { client } = world.sandbox.kubernetes;
    expect(await client.find("/api/v1/namespaces/apono-connector")).toBeUndefined();
  });
});
