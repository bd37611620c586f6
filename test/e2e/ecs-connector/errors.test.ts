import type { EC2Client } from "@aws-sdk/client-ec2";
import { stripVTControlCharacters } from "node:util";
import { type AwsEmulator, emulatorEnv, startAwsEmulator } from "../../kit/aws-emulator";
import { type FaultProxy, startFaultProxy } from "../../kit/fault-proxy";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { type RunResult, cleanUp, tempDir } from "../../kit/processes";
import { KEY } from "../../kit/terminal";
import { needles } from "../../kit/token-search";
import { Cdktf } from "../../support/cdktf";
import { TOKEN_MARKER, nastyToken } from "../../support/nasty-token";

jest.setTimeout(600_000);

const STACK = "ecs-connector";
const APPROVE = {
  after: "Please review the diff output above for",
  keys: [KEY.enter],
  until: "Creating...",
};

let emulator: AwsEmulator;
let proxy: FaultProxy;
let ec2: EC2Client;
let cdktf: Cdktf;
let inputs: Record<string, string>;
const outputs: string[] = [];

beforeAll(async () => {
  emulator = await startAwsEmulator();
  proxy = await startFaultProxy(emulator.endpoint);
  ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "internet-gateway" });
  cdktf = new Cdktf(tempDir("errors-"), emulatorEnv(proxy.endpoint));
  inputs = {
    TF_VAR_APONO_TOKEN: nastyToken("errors"),
    TF_VAR_subnetIds: JSON.stringify([subnetId]),
  };
});

afterAll(async () => {
  ec2.destroy();
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

const subnets = (id: string) => ({ ...inputs, TF_VAR_subnetIds: JSON.stringify([id]) });

/** What a run shows, as a reader has it before them: without colours, the stack's name and the box around an error. */
function shownBy({ stdout, stderr }: RunResult): string {
  outputs.push(stdout, stderr);
  return stripVTControlCharacters(stdout + stderr)
    .replace(/^(ecs-connector)?[ │]+/gm, "")
    .replace(/\s+/g, " ");
}

/** How often a text is shown. */
const count = (shown: string, text: string) => shown.split(text).length - 1;

test("a validation that refuses an input is told, once", async () => {
  const result = await cdktf.run("deploy", STACK, subnets("subnet-zz"), false);
  const shown = shownBy(result);
  expect(result.code).toBe(1);
  expect(shown).toContain("Error: Invalid value for variable on cdk.tf.json line");
  const message =
    'subnetIds: "subnet-zz" is not a valid subnet ID. Give IDs such as subnet-0123456789abcdef0.';
  expect(count(shown, message)).toBe(1);
});

test("a plan that fails is told, once, and in colour in a terminal", async () => {
  const result = await cdktf.deployInTerminal(STACK, subnets("subnet-0123456789abcdef0"));
  const shown = shownBy(result);
  expect(result.code).toBe(1);
  const message =
    "subnetIds: there is no subnet-0123456789abcdef0 in account 123456789012, region us-east-1.";
  expect(count(shown, message)).toBe(1);
  expect(result.stdout).toContain("\x1b[31mError: ");
});

test("a variable that is missing is told, and not waited for", async () => {
  const result = await cdktf.deployInTerminal(STACK, { ...inputs, TF_VAR_subnetIds: undefined });
  expect(result.code).toBe(1);
  expect(shownBy(result)).toContain(
    "Missing variable: 'subnetIds'. You can provide it using the 'TF_VAR_subnetIds' environment variable.",
  );
});

test("an apply that fails after it was approved is told, once", async () => {
  proxy.failOnce({
    action: "RegisterTaskDefinition",
    status: 400,
    body: JSON.stringify({ __type: "InvalidParameterException", message: "made to fail" }),
  });
  const result = await cdktf.deployInTerminal(STACK, inputs, [APPROVE]);
  const shown = shownBy(result);
  expect(result.code).toBe(1);
  expect(count(shown, "InvalidParameterException: made to fail")).toBe(1);
  expect(shown).toMatch(
    /Error: creating ECS Task Definition .* with aws_ecs_task_definition\.revision/,
  );
});

test("a deployment that succeeds shows its outputs, and no run showed the token", async () => {
  const result = await cdktf.run("deploy", STACK, inputs);
  expect(shownBy(result)).toContain("connector_role_arn = arn:aws:iam::123456789012:role/");
  expect(outputs.join("").length).toBeGreaterThan(100_000);
  const wanted = needles(TOKEN_MARKER);
  expect(outputs.filter((text) => wanted.some((needle) => text.includes(needle)))).toEqual([]);
});
