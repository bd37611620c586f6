import { join } from "node:path";
import { parse } from "yaml";
import { cleanUp, tempDir } from "../../../kit/processes";
import { runCli } from "../../../support/cli";
import { CLUSTER } from "../../../support/eks";
import { type StandInWorld, startStandInWorld } from "../../../support/eks-stand-in";
import { TOKEN_MARKER } from "../../../support/nasty-token";

jest.setTimeout(600_000); // the stand-in plugin may have to be built

let world: StandInWorld;

beforeAll(async () => {
  world = await startStandInWorld();
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

/** Far from the defaults; what a state does not tell is not among them. */
const INPUTS = {
  connectorId: "production",
  connectorVersion: "v1.7.9",
  imageRepository: "registry.apono.io/mirror/apono-connector",
  aponoUrl: "api.eu.apono.io",
  numberOfInstances: 2,
  identity: "both",
  namespace: "access",
  releaseName: "production",
  serviceAccountName: "access",
  cpu: "2",
  memory: "3Gi",
  cpuRequests: "250m",
  memoryRequests: "512Mi",
  chartRepository: "oci://registry.example.com/charts",
  helmValues: "extra: true\n",
  wait: false,
  timeout: 600,
  permissionSets: ["remote-management", "tagged-secrets"],
  exclusivePolicies: true,
  role: { path: "/apono/" },
  namePrefix: "acme-",
  nameSuffix: "prod_1",
  accessEntries: { create: true, namespaces: ["shop"] },
  pods: {
    priorityClassName: "high",
    spread: true,
    disruptionBudget: true,
    nodeSelector: { pool: "access" },
    tolerations: [
      { key: "dedicated", operator: "Exists", effect: "NoExecute", tolerationSeconds: "60" },
    ],
    imagePullSecrets: ["mirror"],
    annotations: { owner: "platform" },
  },
};

test("fleet add reads a connector on EKS out of a state", async () => {
  const pipeline = await world.pipelineIn(
    "us-east-1",
    "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3",
  );
  pipeline.calls({ apono: { ...INPUTS, tags: { team: "platform" } } });
  await pipeline.terraform.init();
  await pipeline.terraform.apply({ env: { TF_VAR_token: TOKEN_MARKER } });
  const { stdout } = await pipeline.terraform.run(["state", "pull"]);

  const { code, out, err } = await runCli(
    [
      "fleet",
      "add",
      "prod",
      "--state",
      "-",
      "--dry-run",
      "--file",
      join(tempDir("fleet-"), "f.yaml"),
    ],
    { input: stdout },
  );
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("chartVersion") });
  expect(parse(out)).toEqual([
    {
      name: "prod",
      module: "eks-connector",
      account: "123456789012",
      region: "us-east-1",
      tags: { team: "platform" },
      inputs: { ...INPUTS, clusterName: CLUSTER },
    },
  ]);
  expect(out + err).not.toContain(TOKEN_MARKER);
});
