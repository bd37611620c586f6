import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir, type Env } from "../../kit/processes";
import { withAwsProvider } from "../../kit/provider-process";
import { Terraform } from "../../kit/terraform";

jest.setTimeout(300_000);
afterAll(cleanUp);

const AWS = { required_providers: { aws: { source: "hashicorp/aws" } } };

async function initialized(root: object): Promise<Terraform> {
  const folder = tempDir("provider-process-");
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: AWS, ...root }));
  const terraform = new Terraform(folder);
  await terraform.init();
  return terraform;
}

/** The provider's process that a command is given; undefined where it is given none. */
async function processFor(
  { folder, env }: Terraform,
  options: { args?: string[]; env?: Env; timedOut?: boolean; during?: () => Promise<unknown> } = {},
): Promise<number | undefined> {
  const given: { pid?: number } = {};
  await withAwsProvider(
    folder,
    options.args ?? ["plan"],
    { ...env, ...options.env },
    async (added) => {
      const reattach = added["TF_REATTACH_PROVIDERS"];
      if (reattach !== undefined)
        given.pid = Object.values(JSON.parse(reattach) as Record<string, { Pid: number }>)[0]!.Pid;
      await options.during?.();
      return { timedOut: options.timedOut ?? false };
    },
  );
  return given.pid;
}

describe("an AWS provider that stays", () => {
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await initialized({ provider: { aws: { region: "eu-west-1" } } });
  });

  it("serves one command after the other", async () => {
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
    const first = await processFor(terraform);
    expect(first).toEqual(expect.any(Number));
    expect(await processFor(terraform, { args: ["apply"] })).toBe(first);
  });

  it("serves one command at a time: its configuration is that of the last one", async () => {
    let second: number | undefined;
    const first = await processFor(terraform, {
      during: async () => (second = await processFor(terraform)),
    });
    expect(second).toEqual(expect.any(Number));
    expect(second).not.toBe(first);
  });

  it("serves only one environment, which it reads credentials and endpoint from", async () => {
    const first = await processFor(terraform);
    const other = await processFor(terraform, { env: { AWS_ENDPOINT_URL: "http://127.0.0.1:1" } });
    expect(other).not.toBe(first);
  });

  it("ends with a command that ran out of time, as it may be in the middle of something", async () => {
    const first = await processFor(terraform, { timedOut: true });
    expect(() => process.kill(first!, 0)).toThrow("ESRCH");
    expect(await processFor(terraform)).not.toBe(first);
  });

  it("is none for init, which must find providers missing", async () => {
    expect(await processFor(terraform, { args: ["init"] })).toBeUndefined();
  });
});

it("is none for a root with two configurations of the provider", async () => {
  const terraform = await initialized({
    provider: { aws: [{ region: "eu-west-1" }, { region: "us-east-1", alias: "other" }] },
  });
  expect(await processFor(terraform)).toBeUndefined();
});

it("is none where no AWS provider is installed", async () => {
  expect(await processFor(new Terraform(tempDir("empty-")))).toBeUndefined();
});
