import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { EcsConnectorStack } from "../../stacks/ecs-connector";
import { kubernetesPlugins } from "../kit/kubernetes-plugins";
import { cleanUp, run, tempDir } from "../kit/processes";
import { PROJECT } from "../kit/project-copy";
import { Terraform } from "../kit/terraform";
import { installPacked, packageJson } from "../support/packed-project";

jest.setTimeout(300_000);
afterAll(cleanUp);

const EXAMPLE = join(PROJECT, "docs", "examples", "cdktf-app");

/** An app of somebody else's, in which the package is installed. */
let app: string;

beforeAll(async () => {
  app = tempDir("constructs-");
  cpSync(EXAMPLE, app, { recursive: true });
  await installPacked(app, [
    ...Object.keys(packageJson().peerDependencies),
    ...["@types/node", "undici-types"],
  ]);
});

/** Compiles the example. */
const compile = (...options: readonly string[]) =>
  run(process.execPath, [join(PROJECT, "node_modules", "typescript", "bin", "tsc"), ...options], {
    cwd: app,
  });

/** Runs a program in the app's folder. */
const node = (file: string, outdir = "cdktf.out") =>
  run(process.execPath, [file], { cwd: app, env: { CDKTF_OUTDIR: join(app, outdir) } });

/** Runs a program that synthesizes something. @returns the folder of each stack */
async function synthesized(name: string, source: string): Promise<(stack: string) => string> {
  writeFileSync(join(app, `${name}.cjs`), source);
  const { code, stderr } = await node(`${name}.cjs`, name);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return (stack) => join(app, name, "stacks", stack);
}

async function validated(folder: string, extraMirrors?: readonly string[]) {
  const terraform = new Terraform(folder, { extraMirrors });
  await terraform.init();
  const { valid, diagnostics } = await terraform.validate();
  return { valid, messages: diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`) };
}

const VALID = { valid: true, messages: [] };

const json = (folder: string) => JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));

describe("the example app", () => {
  it.each([
    ["as cdktf's template has it", []],
    ["as Node resolves", ["--module", "node16", "--moduleResolution", "node16"]],
    ["as bundlers resolve", ["--module", "esnext", "--moduleResolution", "bundler"]],
    ["with the libraries' own types checked", ["--skipLibCheck", "false"]],
  ])("compiles %s", async (_how, options) => {
    const { code, stdout } = await compile(...options, "--noEmit");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });

  it("shows the documentation of props and outputs", () => {
    const types = join(app, "node_modules/apono-connector/dist/constructs/modules/ecs-connector");
    const text = readFileSync(join(types, "types.d.ts"), "utf8");
    expect(text).toContain("@default 1024\n     */\n    readonly cpu?: number;");
    expect(text).toMatch(
      /\/\*\* ARN of the task execution role \*\/\n\s+readonly execution_role_arn/,
    );
  });

  describe("synthesized", () => {
    beforeAll(async () => {
      expect(await compile()).toMatchObject({ code: 0 });
      expect(await node("main.js")).toMatchObject({ code: 0, stderr: "" });
    });

    const folder = (stack: string) => join(app, "cdktf.out", "stacks", stack);

    it("is valid on ECS, without a warning", async () => {
      expect(await validated(folder("connector-ecs"))).toEqual(VALID);
    });

    it("is valid on EKS, without a warning", async () => {
      const { mirrors } = await kubernetesPlugins();
      expect(await validated(folder("connector-eks"), mirrors)).toEqual(VALID);
    });

    it("has the resources of the project's own stack", () => {
      const own = new EcsConnectorStack(
        new App({ outdir: tempDir("outdir-") }),
        "own",
      ).toTerraform();
      const theirs = json(folder("connector-ecs"));
      expect(countByType(theirs.resource)).toEqual(countByType(own.resource));
      // The stack's variable may name a secret that exists.
      const { aws_secretsmanager_secret, aws_secretsmanager_secrets, ...others } = own.data;
      expect(Object.keys({ ...aws_secretsmanager_secret, ...aws_secretsmanager_secrets })).toEqual([
        "existing",
      ]);
      expect(countByType(theirs.data)).toEqual(countByType(others));
    });

    it("keeps the token out of state and plan, and asks for a Terraform that can", () => {
      const { variable, terraform } = json(folder("connector-ecs"));
      expect(variable).toMatchObject({ apono_token: { ephemeral: true, sensitive: true } });
      expect(terraform.required_version).toBe(">= 1.11");
    });

    it("moves and forgets nothing: its addresses are not the modules'", () => {
      expect(json(folder("connector-ecs"))).not.toHaveProperty("moved");
      expect(json(folder("connector-ecs"))).not.toHaveProperty("removed");
    });
  });
});

describe("another app", () => {
  const PLAIN = `
const { App, TerraformStack } = require("cdktf");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const apono = require("apono-connector");
const app = new App();
const stack = new TerraformStack(app, "stack");
new AwsProvider(stack, "aws", {});
stack.addOverride("terraform.required_providers.aws.version", ">= 5.100, < 7");
`;

  it("has several constructs in one stack, which take values from one another", async () => {
    const stacks = await synthesized(
      "several",
      `${PLAIN}
const subnetIds = ["subnet-0123456789abcdef0"];
const aponoToken = apono.tokenVariable(stack);
const first = new apono.EcsConnector(stack, "first", { aponoToken, subnetIds, connectorId: "first" });
new apono.EcsConnector(stack, "second", { aponoToken, subnetIds, connectorId: "second" });
const connectorRoleArn = first.outputs.connector_role_arn;
new apono.OrgDelegation(stack, "organization", { connectorRoleArn, organizationalUnitIds: ["r-ab12"] });
new apono.AccountDelegation(stack, "account", { connectorRoleArn });
app.synth();`,
    );
    expect(await validated(stacks("stack"))).toEqual(VALID);
    expect(Object.keys(json(stacks("stack")).resource.aws_ecs_service)).toHaveLength(2);
  });

  it("keeps its own requirement of Terraform", async () => {
    const stacks = await synthesized(
      "required",
      `${PLAIN}
stack.addOverride("terraform.required_version", "~> 1.12");
new apono.AccountDelegation(stack, "account", { connectorRoleArn: "arn:aws:iam::111111111111:role/apono" });
app.synth();`,
    );
    expect(json(stacks("stack")).terraform.required_version).toBe("~> 1.12");
  });

  it.each([
    [
      "a value that can't work",
      `new apono.EcsConnector(stack, "apono", { aponoToken: apono.tokenVariable(stack), subnetIds: ["subnet-1"], cpu: 1000 });`,
      [
        "ConfigurationError: EcsConnector has invalid inputs:",
        'subnetIds: "subnet-1" is not a valid subnet ID.',
        "1000 is not a CPU size of Fargate.",
      ],
    ],
    [
      "a prop that there is not",
      `new apono.EcsConnector(stack, "apono", { subnetId: "subnet-0123456789abcdef0" });`,
      [`ConfigurationError: EcsConnector has no input "subnetId". Its inputs are: aponoToken,`],
    ],
    [
      "a required prop missing",
      `new apono.AccountDelegation(stack, "apono", {});`,
      [`ConfigurationError: AccountDelegation needs the input "connectorRoleArn".`],
    ],
    [
      "the token in plain text",
      `new apono.EcsConnector(stack, "apono", { aponoToken: "hunter2", subnetIds: ["subnet-0123456789abcdef0"] });`,
      ["such as tokenVariable() makes."],
    ],
  ])("is told of %s", async (_what, source, messages) => {
    writeFileSync(join(app, "wrong.cjs"), `${PLAIN}\n${source}\napp.synth();`);
    const { code, stderr } = await node("wrong.cjs", "wrong");
    expect(code).toBe(1);
    for (const message of messages) expect(stderr).toContain(message);
    // Node shows the line of the program itself.
    expect(stderr.replaceAll(source, "")).not.toContain("hunter2");
  });

  it("needs the bindings of the constructs that it uses, and no others; also as an ES module", async () => {
    const other = tempDir("ecs-only-");
    mkdirSync(join(other, "node_modules", "@cdktf"), { recursive: true });
    for (const name of ["cdktf", "constructs", "@cdktf/provider-aws"])
      symlinkSync(join(PROJECT, "node_modules", name), join(other, "node_modules", name));
    cpSync(
      join(app, "node_modules", "apono-connector"),
      join(other, "node_modules", "apono-connector"),
      { recursive: true },
    );
    writeFileSync(
      join(other, "main.mjs"),
      `import { EcsConnector, tokenVariable } from "apono-connector";
import { EcsConnector as Same } from "apono-connector/ecs-connector";
import manifest from "apono-connector/package.json" with { type: "json" };
console.log(EcsConnector === Same, typeof tokenVariable, manifest.name);`,
    );
    const { stdout, stderr } = await run(process.execPath, ["--no-warnings", "main.mjs"], {
      cwd: other,
    });
    expect({ stdout, stderr }).toEqual({ stdout: "true function apono-connector\n", stderr: "" });
  });
});

const countByType = (byType: Record<string, object>) =>
  Object.fromEntries(
    Object.entries(byType).map(([type, byName]) => [type, Object.keys(byName).length]),
  );
