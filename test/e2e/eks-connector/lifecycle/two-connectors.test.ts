import { cleanUp } from "../../../kit/processes";
import { type EksPipeline, makeCluster } from "../../../support/eks";
import { type StandInWorld, startStandInWorld } from "../../../support/eks-stand-in";

/** Two connectors in one cluster, and one connector id in two clusters. */
jest.setTimeout(1_200_000); // the stand-in plugin may have to be built

const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";
const PROVIDER = `arn:aws:iam::123456789012:oidc-provider/${ISSUER}`;
const env = { TF_VAR_token: "token" };

let world: StandInWorld;
let pipeline: EksPipeline;

beforeAll(async () => {
  world = await startStandInWorld();
  pipeline = await world.pipelineIn("us-east-1", ISSUER);
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

const outputs = (...modules: string[]) => ({
  output: Object.fromEntries(modules.map((name) => [name, { value: `\${module.${name}}` }])),
});

it("a second one is made in the same apply, with the OIDC provider that the first makes", async () => {
  pipeline.calls(
    {
      first: {},
      second: {
        connectorId: "second",
        releaseName: "second",
        namespace: "second",
        oidcProviderArn: "${module.first.oidc_provider_arn}",
      },
    },
    outputs("first", "second"),
  );
  await pipeline.terraform.init();
  await pipeline.terraform.apply({ env });
  const { first, second } = (await pipeline.terraform.output()) as Record<
    string,
    Record<string, string>
  >;
  expect(second).toMatchObject({
    release_name: "second",
    oidc_provider_arn: PROVIDER,
  });
  expect(first).toMatchObject({ release_name: "apono-connector", oidc_provider_arn: PROVIDER });
  expect(second!["connector_role_name"]).not.toBe(first!["connector_role_name"]);
  expect((await pipeline.terraform.plan({ env })).changes).toEqual([]);
  await pipeline.terraform.destroy();
});

it("one connector id has names of its own in each cluster", async () => {
  await makeCluster(world.endpoint.endpoint, "other", "us-east-1");
  world.endpoint.describe("other", {
    api: { endpoint: "https://127.0.0.1:1", caCertificate: "" },
    issuer: `https://${ISSUER}-OTHER`,
  });
  pipeline.calls({ first: {}, second: { clusterName: "other" } }, outputs("first", "second"));
  await pipeline.terraform.apply({ env });
  const { first, second } = (await pipeline.terraform.output()) as Record<
    string,
    Record<string, string>
  >;
  expect(second!["connector_role_name"]).not.toBe(first!["connector_role_name"]);
  expect(second!["oidc_provider_arn"]).toBe(`${PROVIDER}-OTHER`);
  await pipeline.terraform.destroy();
});
