import { spawnSync } from "node:child_process";
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { PROJECT, copyProject } from "../kit/project-copy";

/** Every file below a folder, by relative path. */
const contentsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );

/** Prints a module's files, as `npm run modules` writes them. */
const MODULES_SCRIPT = `import { MODULES, buildModule } from "./modules";
for (const name of Object.keys(MODULES)) console.log(JSON.stringify(buildModule(name as keyof typeof MODULES).toFiles(), null, 2));
`;

const MACHINES = [
  { depth: "a", LANG: "C", LC_ALL: "C", TZ: "UTC", out: "cdktf.out", USER: "user-of-the-first" },
  {
    depth: "deeper/and/deeper/b",
    LANG: "tr_TR.UTF-8",
    LC_ALL: "tr_TR.UTF-8",
    TZ: "Pacific/Chatham",
    out: "other.out",
    USER: "user-of-the-second",
  },
];

describe("two syntheses on different machines", () => {
  const root = mkdtempSync(join(realpathSync(tmpdir()), "apono-determinism-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const runs = MACHINES.map(({ depth, out, ...machine }) => {
    const cwd = copyProject(join(root, depth));
    writeFileSync(join(cwd, "print-modules.ts"), MODULES_SCRIPT);
    const env = { ...process.env, ...machine, APONO_BACKEND: "", HOME: cwd, CDKTF_OUTDIR: out };
    const node = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, args, {
        cwd,
        env,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`node ${args.join(" ")} failed:\n${stdout}${stderr}`);
      return stdout;
    };
    node("synth.js");
    return {
      stacks: contentsOf(join(cwd, out)),
      modules: node("--require", require.resolve("tsx/cjs"), "print-modules.ts"),
    };
  });
  const [first, second] = runs;

  it("give the same bytes", () => {
    expect(Object.keys(first!.stacks)).toContain(join("stacks", "ecs-connector", "cdk.tf.json"));
    expect(second!.stacks).toEqual(first!.stacks);
    expect(first!.modules).toContain("aws_ecs_service");
    expect(second!.modules).toBe(first!.modules);
  });

  it("hold nothing of the machine", () => {
    const written = JSON.stringify(runs);
    const words = [
      root,
      PROJECT,
      hostname(),
      userInfo().username,
      tmpdir(),
      ...MACHINES.map(({ USER }) => USER),
    ];
    // A name that is also a word of Terraform's would prove nothing.
    const telling = words.filter((word) => word.length > 3 && !["root", "node"].includes(word));
    expect(telling.length).toBeGreaterThan(2);
    for (const word of telling) expect(written).not.toContain(word);
  });
});
