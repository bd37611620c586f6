import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EC2Client } from "@aws-sdk/client-ec2";
import { apiConnector } from "../../kit/apono-api/connectors";
import { type AponoApiServer, startAponoApi } from "../../kit/apono-api/server";
import { type AwsEmulator, emulatorEnv, startAwsEmulator } from "../../kit/aws-emulator";
import { describedServices } from "../../kit/described-services";
import { type FaultProxy, startFaultProxy } from "../../kit/fault-proxy";
import { makeSubnet, makeVpc } from "../../kit/network";
import {
  administratorOf,
  clientConfigAs,
  makeAccount,
  makeOrganization,
} from "../../kit/organization";
import { cleanUp, tempDir } from "../../kit/processes";
import { PROJECT, copyProject } from "../../kit/project-copy";
import { terraformEnv, writeCliConfig } from "../../kit/provider-plugins";
import { needles, searchFolder } from "../../kit/token-search";
import { Guide } from "../../support/guide";
import { TOKEN_MARKER, nastyToken } from "../../support/nasty-token";
import { API_TOKEN } from "../../support/status";

jest.setTimeout(600_000);

const SECTION = "Many connectors";
const REGION = "eu-central-1";

let emulator: AwsEmulator;
let proxy: FaultProxy;
let api: AponoApiServer;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  // The emulator starts no task.
  const rewrite = describedServices(({ desiredCount }) => ({
    runningCount: desiredCount,
    pendingCount: 0,
  }));
  proxy = await startFaultProxy(emulator.endpoint, { rewrite });
  api = await startAponoApi(API_TOKEN);
});
afterAll(async () => {
  await api.stop();
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

/** The README's fleet, in accounts and subnets of the emulator. */
async function fleetFile(): Promise<{ readonly text: string; readonly accounts: string[] }> {
  const readme = readFileSync(join(PROJECT, "README.md"), "utf8");
  const part = readme.split(/^## /m).find((each) => each.startsWith(`${SECTION}\n`))!;
  let text = /```yaml\n([^]*?)```/.exec(part)![1]!;
  const organization = await makeOrganization(emulator.endpoint);
  const accounts: string[] = [];
  for (const [, written] of [...text.matchAll(/account: "(\d{12})"/g)]) {
    const account = await makeAccount(organization, `account-${accounts.length}`);
    accounts.push(account);
    text = text.replace(written!, account);
  }
  for (const [at, [written]] of [...text.matchAll(/subnet-[0-9a-f]{17}/g)].entries()) {
    const keys = await administratorOf(emulator.endpoint, accounts[at]!);
    const ec2 = new EC2Client({ ...clientConfigAs(emulator.endpoint, keys), region: REGION });
    const options = { route: "internet-gateway", availabilityZone: `${REGION}a` } as const;
    text = text.replace(written, (await makeSubnet(ec2, await makeVpc(ec2), options)).subnetId);
    ec2.destroy();
  }
  return { text, accounts };
}

it("the README's fleet of three is checked, deployed and looked at, in ten lines at most", async () => {
  const project = copyProject(join(tempDir("readme-"), "project"));
  for (const more of ["cli", "tools"])
    cpSync(join(PROJECT, more), join(project, more), { recursive: true });
  const { text, accounts } = await fleetFile();
  writeFileSync(join(project, "fleet.yaml"), text);
  const connector = (name: string, at: number) =>
    apiConnector(name, { accountId: accounts[at], region: REGION });
  api.knows([connector("canary", 0), connector("prod", 1)]);
  const guide = new Guide("README.md", SECTION, project, {
    ...terraformEnv(writeCliConfig(tempDir("cli-"))),
    ...emulatorEnv(proxy.endpoint),
    ...api.env,
    TF_VAR_APONO_TOKEN_CANARY: nastyToken("canary"),
    TF_VAR_APONO_TOKEN_PROD: nastyToken("prod"),
  });
  expect(guide.blocks).toHaveLength(1);
  expect(guide.blocks[0]!.trim().split("\n").length).toBeLessThanOrEqual(10);
  // Who reads it says yes to Terraform's plan.
  const approved = guide.blocks[0]!.replaceAll(/^npx cdktf deploy \S+/gm, "$& --auto-approve");
  const { stdout } = await guide.run(approved);
  for (const [name, state] of [
    ["canary", "connected"],
    ["prod", "connected"],
    ["data", "role is there"],
  ] as const)
    expect(stdout).toMatch(new RegExp(`^${name}\\s+(State: )?${state}`, "m"));
  expect(stdout).toContain("3 as configured");
  // What the shell keeps between its blocks.
  rmSync(join(project, ".shell"));
  expect(searchFolder(project, needles(TOKEN_MARKER)).hits).toEqual([]);
});
