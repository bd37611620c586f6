import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CDKTN_VERSION, installCdktn } from "../kit/cdktn";
import { cleanUp, run, tempDir } from "../kit/processes";
import { PROJECT, copyProject } from "../kit/project-copy";

jest.setTimeout(300_000);

afterAll(cleanUp);

/** Prints every module's files. */
const MODULES_SCRIPT = `import { MODULES, buildModule } from "./modules";
const built = Object.keys(MODULES).map((name) => [name, buildModule(name as keyof typeof MODULES).toFiles()]);
console.log(JSON.stringify(Object.fromEntries(built)));
`;

/** cdktf's own notes, and which cdktf wrote them. */
interface Stack {
  readonly "//"?: { readonly metadata: { readonly version: string } };
}

/** What a cdktf makes of the sources. Both projects are equally deep, so that state files have the same path. */
async function synthesize(packages: string) {
  const project = copyProject(join(tempDir("synth-"), "project"), packages);
  writeFileSync(join(project, "print-modules.ts"), MODULES_SCRIPT);
  const node = async (...args: string[]) => {
    const env = { APONO_BACKEND: undefined, CDKTF_OUTDIR: undefined };
    return (await run(process.execPath, args, { cwd: project, env, check: true })).stdout;
  };
  await node("synth.js");
  const modules = JSON.parse(
    await node("--require", require.resolve("tsx/cjs"), "print-modules.ts"),
  ) as Record<string, Record<string, unknown>>;
  const folder = join(project, "cdktf.out", "stacks");
  const stacks = readdirSync(folder).map((stack) => {
    const file = join(folder, stack, "cdk.tf.json");
    return [`stacks/${stack}`, JSON.parse(readFileSync(file, "utf8")) as Stack] as const;
  });
  const files = Object.entries(modules).flatMap(([module, each]) =>
    Object.entries(each).map(([name, content]) => [`${module}/${name}`, content] as const),
  );
  return { stacks: new Map(stacks), files: new Map(files) };
}

const withoutNotes = ({ "//": _notes, ...terraform }: Stack) => terraform;

test("cdktn makes the same Terraform of every stack and every module", async () => {
  const [old, continued] = await Promise.all([
    synthesize(join(PROJECT, "node_modules")),
    synthesize(await installCdktn()),
  ]);
  // Proves that it was two.
  const versions = [old, continued].map(
    ({ stacks }) => stacks.get("stacks/ecs-connector")!["//"]!.metadata.version,
  );
  expect(versions).toEqual(["0.21.0", CDKTN_VERSION]);

  const [expected, made] = [old, continued].map(
    ({ stacks, files }) =>
      new Map([
        ...files,
        ...[...stacks].map(([name, stack]) => [name, withoutNotes(stack)] as const),
      ]),
  );
  expect([...made!.keys()].sort()).toEqual([...expected!.keys()].sort());
  expect(old.stacks.size).toBe(5);
  const equal = [...expected!].filter(([name, content]) => {
    expect({ name, content: made!.get(name) }).toEqual({ name, content });
    return true;
  });
  console.log(`cdktn ${CDKTN_VERSION}: ${equal.length} of ${expected!.size} files equal`);
});
