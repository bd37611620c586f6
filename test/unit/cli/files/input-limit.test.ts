import { spawn } from "node:child_process";
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collectWithin, readWithin } from "../../../../cli/files/read-within";
import { cleanUp, tempDir } from "../../../kit/processes";
import { PROJECT } from "../../../kit/project-copy";

afterAll(cleanUp);
jest.setTimeout(120_000);

const cli = join(PROJECT, "cli", "apono-connector.js");
const ENDLESS = "/dev/zero";

/** Runs the command, with a device or the output of another command as its standard input. */
async function fed(
  args: readonly string[],
  from: { readonly device: string } | { readonly command: string },
): Promise<{ code: number | null; out: string; err: string }> {
  const feeder =
    "command" in from ? spawn(from.command, { stdio: ["ignore", "pipe", "ignore"] }) : undefined;
  const device = "device" in from ? openSync(from.device, "r") : undefined;
  const child = spawn(process.execPath, [cli, ...args], {
    stdio: [feeder?.stdout ?? device, "pipe", "pipe"],
  });
  const text = { out: "", err: "" };
  child.stdout!.on("data", (piece: Buffer) => (text.out += piece.toString()));
  child.stderr!.on("data", (piece: Buffer) => (text.err += piece.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  feeder?.kill("SIGKILL");
  if (device !== undefined) closeSync(device);
  return { code, ...text };
}

const refusal = (what: string) => ({
  code: 2,
  out: "",
  err: `${what} is larger than the limit of 256 MB. Correct the path, or give a smaller file.\n`,
});

describe("input without end is refused", () => {
  it.each([
    ["validate", "-"],
    ["modules", "suffix"],
  ])("%s %s: a device on standard input", async (...args) => {
    expect(await fed(args, { device: ENDLESS })).toEqual(refusal("Standard input"));
  });

  it("from another command", async () => {
    expect(await fed(["validate", "-"], { command: "yes" })).toEqual(refusal("Standard input"));
  });

  it.each([
    [["validate", ENDLESS]],
    [["modules", "suffix", ENDLESS]],
    [["modules", "permission-changes", ENDLESS, ENDLESS]],
    [["modules", "serve", "--tls-key", ENDLESS, "--tls-cert", ENDLESS]],
  ])("%j: a device in a file's place", async (args) => {
    expect(await fed(args, { device: "/dev/null" })).toEqual(refusal(ENDLESS));
  });
});

it("takes what is as large as the limit, whole", async () => {
  const file = join(tempDir(), "file");
  writeFileSync(file, "12345");
  expect(readWithin(file, 5).toString()).toBe("12345");
  expect(() => readWithin(file, 4)).toThrow(`${file} is larger than the limit of 0.000004 MB`);
  const pieces = async function* () {
    yield Buffer.from("123");
    yield Buffer.from("45");
  };
  expect((await collectWithin(pieces(), "It", 5)).toString()).toBe("12345");
  await expect(collectWithin(pieces(), "It", 4)).rejects.toThrow("It is larger than");
});
