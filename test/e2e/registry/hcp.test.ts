import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { moduleFiles } from "../../../cli/registry/build/module-files";
import { packModule } from "../../../cli/registry/package/packages";
import { HcpTarget } from "../../../cli/registry/publish/hcp";
import { publish } from "../../../cli/registry/publish/publish";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { collect } from "../../support/cli";
import { type HcpStandIn, startHcpStandIn } from "../../support/hcp-stand-in";

jest.setTimeout(120_000);

let hcp: HcpStandIn;
beforeAll(async () => {
  hcp = await startHcpStandIn();
});
afterAll(async () => {
  await hcp.stop();
  cleanUp();
});

test("terraform init takes what was published to a private registry, with the token in the environment", async () => {
  const files = moduleFiles("ecs-connector");
  const target = new HcpTarget("acme", {
    address: hcp.address,
    env: { TFE_TOKEN: hcp.token },
    pause: 1,
  });
  for (const version of ["1.0.0", "1.1.0"]) {
    const module = await packModule(
      "ecs-connector",
      version,
      new Map([...files, ["CHANGELOG.md", Buffer.from(`## [${version}]\n`)]]),
    );
    await publish(collect().io, [module], target, { dryRun: false });
  }

  const folder = tempDir("pipeline-");
  writeFileSync(
    join(folder, "main.tf"),
    `
module "apono" {
  source  = "hcp.localhost/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  subnetIds = ["subnet-aaaaaaaa"]
}
`,
  );
  const cliBlocks = `host "hcp.localhost" {\n  services = { "modules.v1" = "${hcp.address}/api/registry/v1/modules/" }\n}`;
  const init = (token: string) =>
    new Terraform(folder, { cliBlocks, env: { TF_TOKEN_hcp_localhost: token } }).init({
      args: ["-backend=false"],
      check: false,
    });
  expect((await init("wrong")).exitCode).toBe(1);
  expect(await init(hcp.token)).toMatchObject({ exitCode: 0 });
  const installed = join(folder, ".terraform", "modules");
  expect(readFileSync(join(installed, "modules.json"), "utf8")).toContain('"Version":"1.1.0"');
  expect(readFileSync(join(installed, "apono", "main.tf.json"))).toEqual(files.get("main.tf.json"));
});
