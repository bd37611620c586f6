import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findProgram } from "../../kit/debian";
import { cleanUp, tempDir } from "../../kit/processes";

const PROGRAM = {
  title: "Example",
  variable: "EXAMPLE_BINARY",
  names: ["example-shell", "example"],
  packages: ["example-package"],
};

const before = { ...process.env };
let folder: string;
beforeEach(() => {
  folder = tempDir("debian-");
  process.env.PATH = ["", folder].join(delimiter);
});
afterEach(() => {
  process.env = { ...before };
  jest.restoreAllMocks();
  cleanUp();
});

function place(name: string, mode = 0o755): string {
  const file = join(folder, name);
  writeFileSync(file, "#!/bin/sh\n");
  chmodSync(file, mode);
  return file;
}

it("is the one that its variable names, before the one on the PATH", async () => {
  place("example");
  const named = place("another");
  process.env.EXAMPLE_BINARY = named;
  expect(await findProgram(PROGRAM)).toBe(named);
});

it("is the one on the PATH, by any of its names, where it can be run", async () => {
  place("example-shell", 0o644);
  const found = place("example");
  expect(await findProgram(PROGRAM)).toBe(found);
});

it("is refused where the variable names what can't be run", async () => {
  process.env.EXAMPLE_BINARY = join(folder, "nowhere");
  await expect(findProgram(PROGRAM)).rejects.toThrow(
    `EXAMPLE_BINARY names ${folder}/nowhere, which can't be run. Correct it, or leave it out.`,
  );
});

it("is not installed by who may not, who is told how to", async () => {
  jest.spyOn(process, "getuid").mockReturnValue(1000);
  await expect(findProgram(PROGRAM)).rejects.toThrow(
    "There is no Example here. Install it (apt-get install example-package, or your system's way) so that it is on the PATH, or name it with EXAMPLE_BINARY.",
  );
});

it("is installed by root, with the lists of packages brought up to date before", async () => {
  jest.spyOn(process, "getuid").mockReturnValue(0);
  jest.spyOn(process.stderr, "write").mockReturnValue(true);
  const log = join(folder, "log");
  writeFileSync(
    place("apt-get"),
    `#!/bin/sh\necho "$@" >>"${log}"\n[ "$1" = update ] || { echo "#!/bin/sh" >"${folder}/example"; /bin/chmod +x "${folder}/example"; }\n`,
  );
  expect(await findProgram(PROGRAM)).toBe(join(folder, "example"));
  expect(readFileSync(log, "utf8")).toBe(
    "update -qq\ninstall -y -qq --no-install-recommends example-package\n",
  );
});

it("says what apt-get said where it fails", async () => {
  jest.spyOn(process, "getuid").mockReturnValue(0);
  jest.spyOn(process.stderr, "write").mockReturnValue(true);
  writeFileSync(place("apt-get"), "#!/bin/sh\necho no such package >&2\nexit 100\n");
  await expect(findProgram(PROGRAM)).rejects.toThrow(
    /^Example could not be installed: [^]*no such package\nInstall it \(apt-get install example-package/,
  );
});
