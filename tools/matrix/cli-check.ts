/**
 * Synthesizes all stacks, deploys ecs-connector into an emulator, plans, and destroys it, by one command on one Node; the engine
 * is that of TERRAFORM_BINARY_NAME: `cli-check.ts <cdktf | cdktn> <major version of Node>`. Prints nothing where all is well.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startAwsEmulator } from "../../test/kit/aws-emulator";
import { type CdktfCli, PROJECT_CDKTF, cdktfArguments, runCdktf } from "../../test/kit/cdktf";
import { cdktnProject } from "../../test/kit/cdktn";
import { withoutEmulatorDifferences } from "../../test/kit/emulator-differences";
import { ec2Client, makeSubnet, makeVpc } from "../../test/kit/network";
import { type NodeMajor, findNode } from "../../test/kit/node-versions";
import { cleanUp, tempDir } from "../../test/kit/processes";
import { terraformEnv, writeCliConfig } from "../../test/kit/provider-plugins";
import { Terraform } from "../../test/kit/terraform";

const STACK = "ecs-connector";
const STACKS = [STACK, "eks-connector", "org-delegation", "account-delegation"];

async function check(cli: CdktfCli): Promise<void> {
  const folder = tempDir("cli-check-");
  const output = join(folder, "cdktf.out");
  const emulator = await startAwsEmulator();
  const ec2 = ec2Client(emulator.endpoint);
  try {
    const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "internet-gateway" });
    const env = {
      ...terraformEnv(writeCliConfig(folder)),
      ...emulator.env,
      APONO_BACKEND: JSON.stringify({ local: { path: join(folder, "{stack}.tfstate") } }),
      TF_VAR_APONO_TOKEN: "token",
      TF_VAR_subnetIds: JSON.stringify([subnetId]),
      CI: "1",
    };
    const runCli = (...args: string[]) =>
      runCdktf(args, output, { env, check: true, timeoutMs: 300_000 }, cli);
    await runCli("synth");
    const missing = STACKS.filter((stack) => !existsSync(join(output, "stacks", stack)));
    if (missing.length > 0) throw new Error(`${missing.join(", ")} was not synthesized.`);
    await runCli(...cdktfArguments("deploy", STACK));
    const terraform = new Terraform(join(output, "stacks", STACK), { env: emulator.env });
    const variables = { TF_VAR_APONO_TOKEN: "token", TF_VAR_subnetIds: env["TF_VAR_subnetIds"] };
    const { changes } = await terraform.plan({ env: variables });
    const addresses = withoutEmulatorDifferences(changes).map(({ address }) => address);
    if (addresses.length > 0) throw new Error(`A plan changes ${addresses.join(", ")}.`);
    await runCli(...cdktfArguments("destroy", STACK));
    const left = await terraform.stateList();
    if (left.length > 0) throw new Error(`The state still has ${left.join(", ")}.`);
  } finally {
    ec2.destroy();
    await emulator.stop();
  }
}

const [name, major] = process.argv.slice(2);
const node = Number(major) as NodeMajor;

async function chosen(): Promise<CdktfCli> {
  if (name === "cdktn") return cdktnProject(join(tempDir("cdktn-"), "project"), node);
  const { folder } = await findNode(node);
  return { ...PROJECT_CDKTF, env: { PATH: `${folder}${delimiter}${process.env.PATH}` } };
}

chosen()
  .then(check)
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  })
  .finally(cleanUp);
