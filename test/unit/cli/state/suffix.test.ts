import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir } from "../../../kit/processes";
import { runCli } from "../../../support/cli";
import { PROJECT } from "../../../kit/project-copy";

afterAll(cleanUp);

const randomId = (id: string, module?: string) => ({
  ...(module && { module }),
  mode: "managed",
  type: "random_id",
  name: "stackId",
  instances: [{ schema_version: 0, attributes: { id, b64_url: id, byte_length: 8 } }],
});
const secret = {
  mode: "managed",
  type: "aws_secretsmanager_secret_version",
  name: "x",
  instances: [{ attributes: { secret_string: "token-in-state" } }],
};
const state = (...resources: object[]) => JSON.stringify({ version: 4, resources });

const TWO = state(
  randomId("q3-Xw_0aBcE", "module.apono"),
  secret,
  randomId("-x_Y3zAbC-1", 'module.more["b"]'),
);
const LINES = 'module.apono  q3-Xw_0aBcE\nmodule.more["b"]  -x_Y3zAbC-1';

describe("modules suffix", () => {
  it("prints a line for each use of the public module, and nothing else of the state", async () => {
    expect(await runCli(["modules", "suffix"], { input: TWO })).toEqual({
      code: 0,
      out: LINES,
      err: "",
    });
  });

  it("reads a file, and a use in the root", async () => {
    const file = join(tempDir("state-"), "s.tfstate");
    writeFileSync(file, state(randomId("abc")));
    expect(await runCli(["modules", "suffix", file])).toMatchObject({ code: 0, out: "abc" });
  });

  it.each([
    ["", "The input is not a Terraform state."],
    ["[]", "The input is not a Terraform state."],
    ["null", "The input is not a Terraform state."],
    [state(secret), "it has no random_id.stackId"],
  ])("says what is wrong with %j", async (input, message) => {
    const { code, err } = await runCli(["modules", "suffix"], { input });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toContain("token-in-state");
  });
});

it("the guide's own command prints the same", () => {
  const guide = readFileSync(join(PROJECT, "docs", "upgrade-from-public-module.md"), "utf8");
  const [, filter] = /terraform state pull \| jq -r '([^\n]*)'\n/.exec(guide) ?? [];
  expect(filter).toBeDefined();
  const { status, error, stdout } = spawnSync("jq", ["-r", filter!], {
    input: TWO,
    encoding: "utf8",
  });
  // jq is the reader's tool, not one that the project needs.
  if (error !== undefined && "code" in error && error.code === "ENOENT") return;
  expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: LINES });
});
