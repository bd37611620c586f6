import { join } from "node:path";
import { writeModule } from "../../../cli/registry/build/write-module";
import { checkov } from "../../kit/checkov";
import { cleanUp, tempDir } from "../../kit/processes";
import { installStandIns } from "../../kit/schema-only-provider/install";
import { Terraform } from "../../kit/terraform";
import { CLUSTER } from "../../support/eks";
import { type StandInWorld, startStandInWorld } from "../../support/eks-stand-in";
import { withOidcProvider } from "../../support/oidc-provider";

jest.setTimeout(600_000); // the stand-in plugin may have to be built

const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";

let world: StandInWorld;

beforeAll(async () => {
  world = await startStandInWorld();
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

test("checkov finds nothing in the plan of the example hardened", async () => {
  const { terraform: inRegion } = await world.pipelineIn("us-east-1", ISSUER);
  const folder = join(writeModule("eks-connector", tempDir("example-")), "examples", "hardened");
  const extraMirrors = [await installStandIns(["helm", "kubernetes"])];
  const terraform = new Terraform(folder, { env: inRegion.env, extraMirrors });
  await terraform.init();
  await withOidcProvider(
    world.iam("us-east-1"),
    `https://${ISSUER}`,
    ["sts.amazonaws.com"],
    async () => {
      const { plan } = await terraform.plan({
        vars: {
          region: "us-east-1",
          cluster_name: CLUSTER,
          apono_token: "token",
          permissions_boundary_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
          chart_repository: "oci://registry.example.com/charts",
          chart_version: "1.2.3",
          image_repository: "123456789012.dkr.ecr.us-east-1.amazonaws.com/apono-connector",
          connector_version: "v1.7.8",
        },
      });
      const { passed, failed } = await checkov(plan);
      expect(failed).toEqual([]);
      expect(passed).toBeGreaterThan(20);
    },
  );
});
