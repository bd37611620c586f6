import { mkdirSync, writeFileSync } from "node:fs";
import { moduleCall } from "../../../../../../cli/validate/rules/schema/module-call";
import { runCli } from "../../../../../support/cli";
import { findings, found } from "../../../../../support/validate";
import { inOwnFolder, write } from "../../../../../support/validate-folder";

const call = (source: string, name = "connector") =>
  `module "${name}" {\n  source = "${source}"\n}\n`;

describe("a folder that a call leads to", () => {
  it("has to be there", async () => {
    const files = {
      "infra/main.tf": call("./conector") + call("../shared//network", "network"),
      "infra/connector/main.tf": "locals {}\n",
      "shared/network/main.tf": "locals {}\n",
    };
    expect(await findings(moduleCall, files)).toMatchObject([
      {
        message: "module.connector comes from ./conector, and there is no such folder.",
        mend: "Did you mean ./connector? Correct the path, which counts from infra, or make the folder.",
        range: {
          file: "infra/main.tf",
          start: { line: 2, column: 12 },
          end: { line: 2, column: 24 },
        },
        severity: "error",
      },
    ]);
  });

  it("has to be there in JSON, too", async () => {
    const text = JSON.stringify({ module: { network: { source: "./gone" } } });
    expect(await found(moduleCall, { "main.tf.json": text })).toEqual([
      "main.tf.json:1:32 module.network comes from ./gone, and there is no such folder.",
    ]);
  });

  it.each([".", ".."])("is not written %s", async (source) => {
    expect(await findings(moduleCall, { "a/b.tf": call(source), "a/a.tf": "" })).toMatchObject([
      {
        message: `module.connector comes from "${source}", which is no address of a module.`,
        mend: `Write "./${source === "." ? "" : source}", if that folder is meant.`,
      },
    ]);
  });
});

describe("on the disk", () => {
  inOwnFolder();
  const validate = async (...paths: string[]) => {
    const { out } = await runCli(["validate", ...paths, "--only", "module-call", "-f", "json"]);
    return (JSON.parse(out) as { findings: { message: string }[] }).findings.map(
      ({ message }) => message,
    );
  };

  it("a folder counts that is not among those that are validated", async () => {
    write({ "infra/main.tf": call("../shared") + call("./.hidden", "hidden") });
    expect(await validate("infra")).toHaveLength(2);
    mkdirSync("shared");
    mkdirSync("infra/.hidden");
    expect(await validate("infra")).toEqual([]);
    expect(await validate("infra/main.tf")).toEqual([]);
  });

  it("a file is no folder", async () => {
    write({ "main.tf": call("./shared") });
    writeFileSync("shared", "");
    expect(await validate(".")).toEqual([
      "module.connector comes from ./shared, and there is no such folder.",
    ]);
  });
});
