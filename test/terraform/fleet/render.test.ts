import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MODULE_NAMES } from "../../../modules/module-names";
import { apiConnector } from "../../kit/apono-api/connectors";
import { startAponoApi } from "../../kit/apono-api/server";
import { kubernetesPlugins } from "../../kit/kubernetes-plugins";
import { cleanUp, tempDir } from "../../kit/processes";
import { installStandIns } from "../../kit/schema-only-provider/install";
import { Terraform } from "../../kit/terraform";
import { needles, searchFolder } from "../../kit/token-search";
import { TOKEN_MARKER, nastyToken } from "../../support/nasty-token";
import { renderFleet, writeModules } from "../../support/fleets";
import { npxShim } from "../../support/shims";
import { API_TOKEN } from "../../support/status";

jest.setTimeout(600_000);
afterAll(cleanUp);

const SUBNETS = { subnetIds: ["subnet-0123456789abcdef0"] };

/** Every module, and values that are hard to write. */
const FLEET = {
  defaults: {
    region: "eu-central-1",
    account: "111122223333",
    assumeRole: "arn:aws:iam::{account}:role/deploy",
    tags: { team: "platform", "cost:center": "a b" },
  },
  modules: { source: "./modules/{module}" },
  backend: { s3: { bucket: "states", key: "apono/{name}.tfstate", region: "eu-central-1" } },
  tokens: { "*": "APONO_TOKEN_{NAME}" },
  waves: [["canary"], ["*"]],
  connectors: [
    {
      name: "canary",
      module: "ecs-connector",
      inputs: {
        ...SUBNETS,
        egress: { cidrBlocks: ["10.0.0.0/8"], ports: ["443", "5432-5440"] },
        container: {
          environmentVariables: {
            PLAIN: "2",
            HARD: 'quoted "text" with ${braces}, %{x} and \\ in it',
          },
        },
        extraManagedPolicyArns: Array.from(
          { length: 4 },
          (_, at) => `arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess${at}`,
        ),
      },
    },
    { name: "cluster", module: "eks-connector", inputs: { clusterName: "main" } },
    {
      name: "organization",
      module: "org-delegation",
      dependsOn: ["canary"],
      inputs: { organizationalUnitIds: ["ou-ab12-cdef3456"] },
    },
    { name: "account", module: "account-delegation", dependsOn: ["canary"] },
  ],
};

const CLOUD = {
  ...FLEET,
  backend: { cloud: { organization: "acme", workspaces: { name: "apono-{name}" } } },
};

async function isFormatted(folder: string): Promise<void> {
  const { stdout, code } = await new Terraform(folder).run([
    "fmt",
    "-check",
    "-diff",
    "-recursive",
  ]);
  expect({ stdout, code }).toEqual({ stdout: "", code: 0 });
}

it("roots of every module are formatted, and Terraform finds them valid", async () => {
  const folder = tempDir("roots-");
  writeModules(folder, MODULE_NAMES);
  await renderFleet(folder, FLEET, "terraform");
  await isFormatted(join(folder, "connectors"));
  const extraMirrors = (await kubernetesPlugins()).mirrors;
  for (const { name } of FLEET.connectors) {
    const terraform = new Terraform(join(folder, "connectors", name), { extraMirrors });
    await terraform.run(["init", "-backend=false", "-input=false"]);
    expect({ name, ...(await terraform.validate()) }).toMatchObject({
      valid: true,
      diagnostics: [],
    });
  }
});

it("HCP Terraform gets workspaces, and runs them stage by stage behind the gate", async () => {
  const folder = tempDir("hcp-");
  await renderFleet(folder, CLOUD, "hcp-terraform");
  await isFormatted(folder);
  const api = await startAponoApi(API_TOKEN);
  const bin = npxShim(tempDir("bin-"));
  const terraform = new Terraform(join(folder, "hcp-terraform"), {
    env: {
      ...api.env,
      ...bin.env,
      TF_VAR_APONO_TOKEN_CANARY: nastyToken("canary"),
      TF_VAR_APONO_TOKEN_CLUSTER: nastyToken("cluster"),
    },
    extraMirrors: [await installStandIns(["tfe"])],
  });
  const vars = {
    repository: "acme/infrastructure",
    aws_run_role_arn: "arn:aws:iam::111122223333:role/runs",
  };
  try {
    await terraform.init();
    const { changes } = await terraform.plan({ vars });
    const workspaces = changes.filter(({ address }) =>
      address.startsWith("tfe_workspace.connector"),
    );
    expect(workspaces.map(({ after }) => [after["name"], after["working_directory"]])).toEqual([
      ["apono-account", "connectors/account"],
      ["apono-canary", "connectors/canary"],
      ["apono-cluster", "connectors/cluster"],
      ["apono-organization", "connectors/organization"],
    ]);

    // Not connected: the wave of the canary is all that runs.
    const broken = await terraform.apply({ vars, check: false });
    expect(broken.exitCode).toBe(1);
    expect(broken.output).toContain("Connector canary: not connected");
    const runs = async () =>
      (await terraform.stateList()).filter((each) => each.startsWith("tfe_workspace_run"));
    expect(await runs()).toEqual(['tfe_workspace_run.stage_1["canary"]']);

    api.knows([apiConnector("canary")]);
    await terraform.apply({ vars });
    expect(await runs()).toEqual([
      'tfe_workspace_run.stage_1["canary"]',
      'tfe_workspace_run.stage_2["account"]',
      'tfe_workspace_run.stage_2["cluster"]',
      'tfe_workspace_run.stage_2["organization"]',
    ]);
    expect(readFileSync(bin.log, "utf8").trim().split("\n")).toEqual(
      Array.from({ length: 2 }, () =>
        expect.stringMatching(/^--yes apono-connector@\S+ status --connector-id canary --wait$/),
      ),
    );
    expect((await terraform.plan({ vars })).changes).toEqual([]);

    // A new version of the module: every workspace runs again.
    await renderFleet(
      folder,
      { ...CLOUD, modules: { source: "app.terraform.io/acme/{module}/aws", version: "1.0.0" } },
      "hcp-terraform",
    );
    const again = (await terraform.plan({ vars })).changes;
    expect(
      again.filter(({ action, address }) => action === "replace" && address.startsWith("tfe_")),
    ).toHaveLength(4);
    expect(existsSync(join(folder, "hcp-terraform", "terraform.tfstate"))).toBe(true);
    expect(searchFolder(folder, needles(TOKEN_MARKER)).hits).toEqual([]);
  } finally {
    await api.stop();
  }
});
