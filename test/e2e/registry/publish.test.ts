import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { filesIn, moduleFiles } from "../../../cli/registry/build/module-files";
import { MODULE_NAMES, type ModuleName } from "../../../modules/module-names";
import { repositoryName } from "../../../cli/registry/module-selection";
import { packModule, withVersion, writePackages } from "../../../cli/registry/package/packages";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { PROJECT_ROOT } from "../../kit/paths";
import { type Env, cleanUp, run, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";

jest.setTimeout(300_000);

const packages = tempDir("packages-");
let emulator: AwsEmulator;

beforeAll(async () => {
  for (const version of ["1.0.0", "1.0.1", "1.1.0"]) {
    const all = MODULE_NAMES.map((name) => packModule(name, version, filesOf(name, version)));
    writePackages(await Promise.all(all), packages);
  }
  emulator = await startAwsEmulator();
});
afterAll(async () => {
  await emulator?.stop();
  cleanUp();
});

/** A module as it is built, with something that tells its versions apart. */
const filesOf = (name: ModuleName, version: string) =>
  new Map([...moduleFiles(name), ["CHANGELOG.md", Buffer.from(`## [${version}]\n`)]]);

/** Whoever publishes; the test must not depend on the settings of whoever runs it. */
const IDENTITY: Env = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "Publisher",
  GIT_AUTHOR_EMAIL: "publisher@example.com",
  GIT_COMMITTER_NAME: "Publisher",
  GIT_COMMITTER_EMAIL: "publisher@example.com",
};

/** `apono-connector modules publish …`, as a process with this environment. */
const publish = (args: readonly string[], env: Env = IDENTITY) =>
  run(
    process.execPath,
    [
      ...[join(PROJECT_ROOT, "cli", "apono-connector.js"), "modules", "publish", args[0]!],
      ...["--packages", packages, ...args.slice(1)],
    ],
    { env },
  );

const git = async (repository: string, ...args: string[]) =>
  (await run("git", ["-C", repository, ...args], { env: IDENTITY, check: true })).stdout.trim();

async function bareRepository(name = "modules.git", folder = tempDir("remote-")): Promise<string> {
  const repository = join(folder, name);
  mkdirSync(repository, { recursive: true });
  await git(repository, "init", "--quiet", "--bare", "--initial-branch=main");
  return repository;
}

/** `terraform init` and `validate` of a call, by a source as `publish` printed it. */
async function install(usage: string): Promise<string> {
  const folder = tempDir("pipeline-");
  writeFileSync(
    join(folder, "main.tf"),
    `module "apono" {\n  ${usage}\n  subnetIds = ["subnet-aaaaaaaa"]\n}\n`,
  );
  const terraform = new Terraform(folder, { env: emulator.env });
  await terraform.init({ args: ["-backend=false"] });
  expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  return join(folder, ".terraform", "modules", "apono");
}

/** What is installed is what was packed. */
function expectModule(folder: string, version: string): void {
  const sorted = (files: Iterable<[string, Buffer]>) => new Map([...files].sort());
  expect(sorted(filesIn(folder))).toEqual(
    sorted(withVersion(filesOf("ecs-connector", version), version)),
  );
}

const usageIn = (stdout: string) =>
  /published ecs-connector .*\n {2}(source.*)/.exec(stdout)?.[1] ?? stdout;

describe("a git remote", () => {
  it("with a repository for each module: tags on main, which Terraform takes", async () => {
    const folder = tempDir("remotes-");
    for (const name of MODULE_NAMES) await bareRepository(`${repositoryName(name)}.git`, folder);
    const ecs = join(folder, "terraform-aws-apono-ecs-connector.git");
    const url = `file://${folder}/{module}.git`;
    for (const version of ["1.0.0", "1.1.0"]) {
      const { code, stdout, stderr } = await publish(["git", url, "--as", version]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(usageIn(stdout)).toBe(`source = "git::file://${ecs}?ref=v${version}"`);
      expectModule(await install(usageIn(stdout)), version);
    }
    expect(await git(ecs, "tag")).toBe("v1.0.0\nv1.1.0");
    expect(await git(ecs, "log", "--format=%s", "main")).toBe(
      "ecs-connector 1.1.0\necs-connector 1.0.0",
    );
    const again = await publish(["git", url, "--as", "1.1.0"]);
    expect(again.stdout).toMatch(
      /^unchanged: account-delegation 1\.1\.0 .*\nunchanged: ecs-connector/,
    );
    // A later patch of an older version leaves main alone.
    const main = await git(ecs, "rev-parse", "main");
    expect((await publish(["git", url, "--as", "1.0.1"])).code).toBe(0);
    expect(await git(ecs, "rev-parse", "main")).toBe(main);
    expect(await git(ecs, "rev-parse", "v1.0.1^{}~1")).toBe(
      await git(ecs, "rev-parse", "v1.0.0^{}"),
    );
  });

  it("with one repository for all: a branch for each module", async () => {
    const repository = await bareRepository();
    const dry = await publish(["git", repository, "--as", "1.0.0", "--dry-run"]);
    expect(dry.stdout).toContain(`would publish ecs-connector 1.0.0 to ${repository}`);
    expect(await git(repository, "for-each-ref")).toBe("");
    const { stdout } = await publish(["git", repository, "--as", "1.0.0"]);
    expect(await git(repository, "branch", "--format=%(refname:short)")).toBe(
      [...MODULE_NAMES].sort().join("\n"),
    );
    expect(usageIn(stdout)).toBe(`source = "git::${repository}?ref=ecs-connector-v1.0.0"`);
    expectModule(await install(usageIn(stdout)), "1.0.0");
  });

  it("refuses a tag with other content", async () => {
    const repository = await bareRepository();
    const clone = tempDir("clone-");
    await git(clone, "init", "--quiet");
    await git(clone, "commit", "--quiet", "--allow-empty", "-m", "other");
    writeFileSync(join(clone, "main.tf"), "");
    await git(clone, "add", ".");
    await git(clone, "commit", "--quiet", "-m", "other");
    await git(clone, "push", "--quiet", repository, "HEAD:refs/tags/ecs-connector-v1.0.0");
    const { code, stderr } = await publish(["git", repository, "--as", "1.0.0"]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `ecs-connector 1.0.0 is already in ${repository}, with different content.`,
    );
    expect(await git(repository, "branch")).toBe("");
  });

  it("goes on where a publication broke off between branch and tag", async () => {
    const repository = await bareRepository();
    await publish(["git", repository, "--as", "1.0.0", "-m", "ecs-connector"]);
    const tip = await git(repository, "rev-parse", "ecs-connector");
    await git(repository, "tag", "--delete", "ecs-connector-v1.0.0");
    expect((await publish(["git", repository, "--as", "1.0.0", "-m", "ecs-connector"])).code).toBe(
      0,
    );
    expect(await git(repository, "rev-parse", "ecs-connector-v1.0.0^{}")).toBe(tip);
    expect(await git(repository, "rev-parse", "ecs-connector")).toBe(tip);
  });

  it("that refuses is quoted, nothing of it stays, and the next try succeeds", async () => {
    const repository = await bareRepository();
    const hook = join(repository, "hooks", "pre-receive");
    mkdirSync(join(repository, "hooks"), { recursive: true });
    writeFileSync(hook, "#!/bin/sh\necho 'branch is protected' >&2\nexit 1\n");
    chmodSync(hook, 0o755);
    const args = ["git", repository, "--as", "1.0.0", "-m", "ecs-connector"];
    const failed = await publish(args);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^git push failed: [^]*branch is protected/);
    expect(await git(repository, "for-each-ref")).toBe("");
    chmodSync(hook, 0o644);
    expect((await publish(args)).code).toBe(0);
  });

  it("that is not there, or no remote at all, is told without passwords", async () => {
    const none = await publish(["git", "file://user:geheim@localhost/none.git", "--as", "1.0.0"]);
    expect(none.code).toBe(1);
    expect(none.stderr).toMatch(/^git ls-remote failed: /);
    expect(none.stderr).not.toContain("geheim");
    for (const url of ["ext::sh -c touch% x", "--upload-pack=x"]) {
      const { code, stderr } = await publish(["git", "--as", "1.0.0", "--", url]);
      expect({ code, stderr: stderr.split("\n")[0] }).toEqual({
        code: 2,
        stderr: `"${url}" is not a valid URL or path of a git repository.`,
      });
    }
  });
});

describe("an S3 bucket", () => {
  let s3: S3Client;
  beforeAll(async () => {
    s3 = new S3Client({ ...clientConfig(emulator.endpoint), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "my-modules" }));
  });
  afterAll(() => s3.destroy());
  const toBucket = (...args: string[]) =>
    publish(["s3", "s3://my-modules/terraform", "-m", "ecs-connector", ...args], emulator.env);

  it("takes archives, which Terraform takes from there", async () => {
    const dry = await toBucket("--as", "1.0.0", "--dry-run");
    expect(dry.stdout).toContain("would publish ecs-connector 1.0.0 to s3://my-modules/terraform/");
    const { code, stdout, stderr } = await toBucket("--as", "1.0.0");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const archive = `${emulator.endpoint}/my-modules/terraform/terraform-aws-apono-ecs-connector-1.0.0.tar.gz`;
    expect(usageIn(stdout)).toBe(`source = "s3::${archive}"`);
    // Terraform asks AWS itself, and another endpoint only where the credentials are in the URL.
    const credentials = "?aws_access_key_id=test&aws_access_key_secret=test&region=us-east-1";
    expectModule(await install(`source = "s3::${archive}${credentials}"`), "1.0.0");
    expect((await toBucket("--as", "1.0.0")).stdout).toMatch(/^unchanged: ecs-connector 1\.0\.0/);
    expect((await toBucket("--as", "1.0.1")).stdout).toMatch(/^published ecs-connector 1\.0\.1/);
  });

  it("refuses a version with other content", async () => {
    const Key = "terraform/terraform-aws-apono-ecs-connector-1.1.0.tar.gz";
    const Body = readFileSync(join(packages, "terraform-aws-apono-eks-connector-1.1.0.tar.gz"));
    await s3.send(new PutObjectCommand({ Bucket: "my-modules", Key, Body }));
    const { code, stderr } = await toBucket("--as", "1.1.0");
    expect(code).toBe(1);
    expect(stderr).toContain("ecs-connector 1.1.0 is already in s3://my-modules/terraform/");
  });

  it("that is not there is told in one line", async () => {
    const { code, stderr } = await publish(["s3", "s3://none-such", "--as", "1.0.0"], emulator.env);
    expect({ code, stderr: stderr.trim().split("\n") }).toEqual({
      code: 1,
      stderr: [expect.stringMatching(/^s3:\/\/none-such\/: NoSuchBucket: /)],
    });
    const odd = await publish(["s3", "s3://my-modules/../x", "--as", "1.0.0"], emulator.env);
    expect(odd.code).toBe(2);
  });
});

test("a folder: Terraform takes the archive by its path", async () => {
  const folder = tempDir("shared-");
  const { stdout } = await publish(["folder", folder, "--as", "1.0.0"]);
  expectModule(await install(usageIn(stdout)), "1.0.0");
});
