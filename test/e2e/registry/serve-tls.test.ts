import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { runCli } from "../../support/cli";
import { type Serving, serve } from "../../support/served-registry";

jest.setTimeout(120_000);

let registry: Serving;
let certificate: string;

beforeAll(async () => {
  const packages = tempDir("packages-");
  for (const version of ["1.0.0", "1.4.2", "2.0.0"])
    await runCli(["modules", "package", "-m", "ecs-connector", "-o", packages, "--as", version]);
  const folder = tempDir("tls-");
  const key = join(folder, "key.pem");
  certificate = join(folder, "certificate.pem");
  await run(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"],
      ...["-keyout", key, "-out", certificate],
      ...["-subj", "/CN=modules serve", "-addext", "subjectAltName=IP:127.0.0.1"],
    ],
    { check: true },
  );
  registry = await serve(packages, "--tls-key", key, "--tls-cert", certificate);
});

afterAll(async () => {
  await registry?.stop();
  cleanUp();
});

function pipeline(env: Record<string, string>): Terraform {
  const folder = tempDir("pipeline-");
  writeFileSync(
    join(folder, "main.tf"),
    `module "apono" {
  source  = "apono.localhost/apono/ecs-connector/aws"
  version = "~> 1.0"

  aponoToken = "token"
  subnetIds  = ["subnet-0123456789abcdef0"]
}
`,
  );
  return new Terraform(folder, { env, cliBlocks: registry.hostBlock });
}

test("modules are served by https, to whoever trusts the certificate", async () => {
  expect(registry.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(registry.hostBlock).toContain(`"modules.v1" = "${registry.url}/v1/modules/"`);
  const terraform = pipeline({ SSL_CERT_FILE: certificate });
  await terraform.init({ args: ["-backend=false"] });
  const installed = JSON.parse(
    readFileSync(join(terraform.folder, ".terraform", "modules", "modules.json"), "utf8"),
  ) as { Modules: { Key: string; Version?: string }[] };
  expect(installed.Modules.find(({ Key }) => Key === "apono")?.Version).toBe("1.4.2");
  expect((await terraform.validate()).valid).toBe(true);
});

test("who doesn't trust it gets nothing", async () => {
  const { exitCode, output } = await pipeline({ SSL_CERT_DIR: tempDir("no-authorities-") }).init({
    check: false,
  });
  expect(exitCode).toBe(1);
  expect(output).toContain("certificate signed by unknown authority");
});
