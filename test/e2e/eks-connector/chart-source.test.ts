import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { needles, searchFolder } from "../../kit/token-search";
import { EksConnectorStack } from "../../../stacks/eks-connector";
import { CLUSTER } from "../../support/eks";
import { type StandInWorld, startStandInWorld } from "../../support/eks-stand-in";

jest.setTimeout(600_000); // the stand-in plugin may have to be built

const PASSWORD = "Pw9RegistryMark3r{x}";

let world: StandInWorld;
let terraform: Terraform;
let folder: string;

beforeAll(async () => {
  world = await startStandInWorld();
  const { terraform: inRegion } = await world.pipelineIn("us-east-1", "oidc.example.com/id/A");
  folder = tempDir("stack-");
  const stack = Testing.synth(new EksConnectorStack(Testing.app(), "eks-connector"));
  writeFileSync(join(folder, "cdk.tf.json"), stack);
  terraform = new Terraform(folder, { env: inRegion.env });
  await terraform.init();
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

const env = (more: Record<string, string> = {}) => ({
  TF_VAR_APONO_TOKEN: "token",
  TF_VAR_clusterName: CLUSTER,
  ...more,
});

async function refusals(more: Record<string, string>) {
  const { diagnostics } = await terraform.plan({ env: env(more), check: false });
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ detail }) => detail.split("\n")[0]!);
}

const login = {
  TF_VAR_chartRegistryUsername: "robot",
  TF_VAR_chartRegistryPassword: PASSWORD,
};
const incomplete = (from: string) =>
  `chartRegistryUsername and chartRegistryPassword (TF_VAR_chartRegistryPassword) belong together, and to a chart in an OCI registry: the chart comes from ${from}. Set both with oci:// in chartRepository or chart, or neither. For a repository of another kind: helm repo add <alias> <url> --username <user>, then chart = "<alias>/apono-connector" and chartRepository = "".`;

it.each([
  [
    "a login at a repository that is no registry",
    login,
    incomplete("https://apono-io.github.io/apono-helm-charts/"),
  ],
  [
    "a user without a password",
    { TF_VAR_chartRegistryUsername: "robot", TF_VAR_chartRepository: "oci://r.example.com" },
    incomplete("oci://r.example.com"),
  ],
  [
    "a password without a user",
    { TF_VAR_chartRegistryPassword: PASSWORD, TF_VAR_chartRepository: "oci://r.example.com" },
    incomplete("oci://r.example.com"),
  ],
  [
    "a path in a repository",
    { TF_VAR_chart: "./chart", TF_VAR_chartRepository: "https://charts.example.com" },
    'chart ("./chart") is a path or URL, and chartRepository ("https://charts.example.com") is set. Leave chartRepository out, or give the chart\'s name in it.',
  ],
  [
    "the version of an archive",
    { TF_VAR_chart: "https://charts.example.com/a-1.tgz", TF_VAR_chartVersion: "1.0.0" },
    'chartVersion ("1.0.0") is set, but the chart "https://charts.example.com/a-1.tgz" has the version of its Chart.yaml. Leave chartVersion out.',
  ],
])("refuses %s", async (_, more, message) => {
  expect(await refusals(more)).toEqual([message]);
});

it("keeps the password of a registry nowhere", async () => {
  const more = env({ ...login, TF_VAR_chartRepository: "oci://registry.example.com/charts" });
  const out = join(folder, "saved.tfplan");
  const planned = await terraform.plan({ env: more, out });
  const applied = await terraform.apply({ env: more });
  const shown = await terraform.run(["show", "-json", out]);
  await run("python3", ["-m", "zipfile", "-e", out, join(folder, "plan")], { check: true });
  const wanted = needles("Pw9RegistryMark3r");
  const { hits, read } = searchFolder(folder, wanted);
  expect({ hits, some: read > 3 }).toEqual({ hits: [], some: true });
  const texts = [planned.output, applied.output, shown.stdout].join("");
  expect(texts).toContain("oci://registry.example.com/charts");
  expect(wanted.filter((needle) => texts.includes(needle))).toEqual([]);
});
