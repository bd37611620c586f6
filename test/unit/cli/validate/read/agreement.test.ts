import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { readHcl } from "../../../../../cli/validate/read/hcl";
import { PROJECT } from "../../../../support/project-copy";

const files = execFileSync("git", ["ls-files", "*.tf"], { cwd: PROJECT, encoding: "utf8" })
  .trim()
  .split("\n");

/** Whether Terraform's own parser takes all files; it is asked for one at a time. */
const theirs = (text: string) =>
  parse("main.tf", text).then(
    () => true,
    () => false,
  );

it("Terraform's parser and this one take the same files of the repository", async () => {
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const text = readFileSync(join(PROJECT, file), "utf8");
    expect([file, (await readHcl(file, text)).problems]).toEqual([file, []]);
    expect([file, await theirs(text)]).toEqual([file, true]);
  }
}, 60_000);

it.each(["}", "locals {", 'a = "', "a = 'x'", "a = [1 2]", "locals {\n a = 1 b = 2\n}", "a = = 1"])(
  "neither takes %j",
  async (text) => {
    expect((await readHcl("main.tf", `${text}\n`)).problems).not.toEqual([]);
    expect(await theirs(`${text}\n`)).toBe(false);
  },
);
