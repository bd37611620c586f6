import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { eksConnectorInputs } from "../../../../modules/eks-connector/inputs";
import { cleanUp } from "../../../kit/processes";
import type { EksPipeline } from "../../../support/eks";
import { ownCluster } from "../../../support/eks-own-cluster";
import { type StandInWorld, startStandInWorld } from "../../../support/eks-stand-in";
import { fromReadme } from "../../../support/readme";
import { SAME_APPLY, unknownInputs } from "../../../support/unknown-inputs";

jest.setTimeout(1_200_000); // the stand-in plugin may have to be built

const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";

let world: StandInWorld;
let pipeline: EksPipeline;

beforeAll(async () => {
  world = await startStandInWorld();
  pipeline = await world.pipelineIn("us-east-1", ISSUER, false);
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

test("every input but those that the README names may come from the same apply", async () => {
  const inputs = unknownInputs("eks-connector", eksConnectorInputs);
  const { resource, ...root } = ownCluster();
  pipeline.calls(
    {
      apono: {
        ...inputs,
        aponoToken: "${var.token}",
        // The ARN of an OIDC provider of the same apply, beside createOidcProvider.
        createOidcProvider: false,
        oidcProviderArn: inputs["roleName"],
      },
    },
    { ...root, resource: { ...resource, ...SAME_APPLY } },
  );
  const { changes } = await pipeline.terraform.plan({ env: { TF_VAR_token: "token" } });
  expect(changes.map(({ address }) => address)).toContain("module.apono.helm_release.connector");
});

test("the README's call with a cluster, an OIDC provider and a policy of the same apply is made in one go", async () => {
  const call = fromReadme("eks-connector", 'module "apono" {')
    .replace(/^ *version .*$/m, "")
    .replace(/(?<=source *= ").*(?=")/, "./module")
    .replace("var.apono_token", "var.token")
    .replace("aws_eks_cluster.main", "aws_eks_cluster.own");
  const policy = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
  };
  const { resource, ...root } = ownCluster();
  pipeline.root({
    ...root,
    resource: {
      ...resource,
      aws_iam_policy: { reports: { name: "reports", policy: JSON.stringify(policy) } },
      aws_iam_openid_connect_provider: {
        main: {
          url: "${aws_eks_cluster.own.identity[0].oidc[0].issuer}",
          client_id_list: ["sts.amazonaws.com"],
        },
      },
    },
  });
  writeFileSync(join(pipeline.folder, "readme.tf"), call);
  await pipeline.terraform.apply({ env: { TF_VAR_token: "token" } });
  expect(await pipeline.terraform.stateList()).toContain(
    'module.apono.aws_iam_role_policy_attachment.further["reports"]',
  );
});
