import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inTempFolder } from "../../../../cli/files/temp-folder";
import { cleanUp, run, start, tempDir } from "../../../kit/processes";
import { PROJECT } from "../../../kit/project-copy";

afterAll(cleanUp);

it("is there for the work, and gone after it, whatever comes of that", async () => {
  const seen: string[] = [];
  const work = (result: () => number) => (folder: string) => {
    seen.push(folder);
    writeFileSync(join(folder, "file"), "");
    return Promise.resolve().then(result);
  };
  const fail = () => {
    throw new Error("no result");
  };
  expect(
    await inTempFolder(
      "test-",
      work(() => 7),
    ),
  ).toBe(7);
  await expect(inTempFolder("test-", work(fail))).rejects.toThrow("no result");
  expect(seen.map((folder) => existsSync(folder))).toEqual([false, false]);
});

it("says where no folder can be made", async () => {
  const cli = join(PROJECT, "cli", "apono-connector.js");
  const { code, stderr } = await run(process.execPath, [cli, "validate"], {
    env: { TMPDIR: "/dev/null" },
  });
  expect(stderr).toBe(
    "Can't create a temporary folder in /dev/null (ENOTDIR). Set TMPDIR to a writable folder.\n",
  );
  expect(code).toBe(2);
});

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("is gone when %s ends the process", async (signal, code) => {
  const folder = tempDir();
  const script = `
    import { inTempFolder } from ${JSON.stringify(join(PROJECT, "cli", "files", "temp-folder.ts"))};
    void inTempFolder("test-", (made) => {
      console.log(made);
      return new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  writeFileSync(join(folder, "work.mts"), script);
  const made = await new Promise<{ path: string; process: Awaited<ReturnType<typeof start>> }>(
    (resolve, reject) => {
      const running = start(process.execPath, ["--import", "tsx", join(folder, "work.mts")], {
        cwd: PROJECT,
        onOutput: (text) =>
          void running.then((each) => resolve({ path: text.trim(), process: each })),
      });
      running.catch(reject);
    },
  );
  expect(existsSync(made.path)).toBe(true);
  made.process.kill(signal);
  expect((await made.process.done).code).toBe(code);
  expect(existsSync(made.path)).toBe(false);
});
