import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, run, tempDir } from "../../../kit/processes";
import { PROJECT } from "../../../kit/project-copy";

afterAll(cleanUp);
jest.setTimeout(180_000);

const cli = join(PROJECT, "cli", "apono-connector.js");

/** Runs the command beside a disk of 64 KB, and lists what is on that disk afterwards. */
async function onSmallDisk(args: (disk: string) => readonly string[], before = "true") {
  const disk = join(tempDir("disk-"), "small");
  mkdirSync(disk);
  const script = `
    mount -t tmpfs -o size=64k tmpfs "$0" && cd "$0" && ${before} || exit 99
    "$@"; code=$?
    cd "$0" && find . -type f | sort | tr '\\n' ' ' && exit $code`;
  const asRoot = process.getuid?.() === 0 ? ["--mount"] : ["--mount", "--map-root-user"];
  const { code, stdout, stderr } = await run("unshare", [
    ...asRoot,
    "sh",
    "-c",
    script,
    disk,
    process.execPath,
    cli,
    ...args(disk),
  ]);
  return { code, stderr: stderr.replaceAll(disk, "<disk>"), files: stdout.trim() };
}

const full = (file: string) =>
  `The disk is full, so <disk>/${file} was not written. Free some space, or choose another path.\n`;

describe("a full disk", () => {
  it("leaves no part of a report, and the old one as it was", async () => {
    const args = (disk: string) => ["permissions", "-f", "html", "-o", join(disk, "page.html")];
    expect(await onSmallDisk(args)).toEqual({ code: 2, stderr: full("page.html"), files: "" });
    expect(await onSmallDisk(args, "echo old > page.html")).toEqual({
      code: 2,
      stderr: full("page.html"),
      files: "./page.html",
    });
  });

  it("leaves no part of a module", async () => {
    const args = (disk: string) => ["modules", "build", "-m", "ecs-connector", "-o", disk];
    const { code, stderr, files } = await onSmallDisk(args);
    expect({ code, files }).toEqual({ code: 2, files: "" });
    expect(stderr).toMatch(/^The disk is full, so <disk>\/\S+ was not written\. Free some space/);
  });

  it("leaves no part of a package", async () => {
    const args = (disk: string) => ["modules", "package", "-o", disk];
    const { code, stderr, files } = await onSmallDisk(args, "head -c 40000 /dev/zero > other");
    expect({ code, files }).toEqual({ code: 2, files: "./other" });
    expect(stderr).toMatch(
      /^The disk is full, so <disk>\/terraform-aws-apono-\S+\.tar\.gz was not written\. Free some space/,
    );
  });

  it("is said of a device, too, and of standard output", async () => {
    const report = [cli, "permissions", "-f", "json"];
    const device = await run(process.execPath, [...report, "-o", "/dev/full"]);
    expect(device).toMatchObject({
      code: 2,
      stderr:
        "The disk is full, so /dev/full was not written. Free some space, or choose another path.\n",
    });
    const output = await run("sh", ["-c", '"$0" "$@" > /dev/full', process.execPath, ...report]);
    expect(output).toMatchObject({
      code: 2,
      stderr:
        "Can't write the result. The disk is full. Free some space, or choose another path.\n",
    });
  });
});
