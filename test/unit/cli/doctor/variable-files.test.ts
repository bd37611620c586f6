import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { listVariableFiles, checkInputValues } from "../../../../cli/doctor/input-checks";
import { type DoctorOptions, readRequest } from "../../../../cli/doctor/request";
import { checkToken } from "../../../../cli/doctor/token";
import { valuesInFiles } from "../../../../cli/doctor/variable-files";
import { cleanUp, tempDir } from "../../../kit/processes";

afterAll(cleanUp);

/** A folder with these files, and a cdktf.json. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = tempDir("variables-");
  for (const [name, text] of Object.entries({ "cdktf.json": "{}", ...files }))
    writeFileSync(join(folder, name), text);
  return folder;
}

async function requestOf(
  files: Readonly<Record<string, string>>,
  options: DoctorOptions = {},
  env: Readonly<Record<string, string>> = {},
) {
  const values = await valuesInFiles(folderWith(files), options.varFile ?? []);
  return readRequest({ module: ["ecs-connector"], ...options }, env, values);
}

it("reads each type, as HCL and as JSON", async () => {
  const { values, files } = await requestOf(
    {
      "terraform.tfvars": `
        subnetIds = ["subnet-0123456789abcdef0"] # one
        connectorId = "a"
        numberOfInstances = 2
        assignPublicIp = false
        roleName = null
      `,
      "more.json": '{"tags": {"team": "platform"}, "cpu": "512"}',
    },
    { varFile: ["more.json"] },
  );
  expect(values("ecs-connector")).toMatchObject({
    subnetIds: ["subnet-0123456789abcdef0"],
    connectorId: "a",
    numberOfInstances: 2,
    assignPublicIp: false,
    roleName: null,
    tags: { team: "platform" },
    cpu: 512,
  });
  expect(files).toEqual(["terraform.tfvars", "more.json"]);
});

it("takes nothing by itself where cdktf doesn't run", async () => {
  const folder = tempDir("variables-");
  writeFileSync(join(folder, "terraform.tfvars"), 'connectorId = "a"');
  expect((await valuesInFiles(folder, [])).files).toEqual([]);
  expect((await valuesInFiles(folder, ["terraform.tfvars"])).files).toEqual(["terraform.tfvars"]);
});

it("says what is wrong with a file, and where", async () => {
  const named = (text: string) => requestOf({ "a.tfvars": text }, { varFile: ["a.tfvars"] });
  await expect(requestOf({}, { varFile: ["gone.tfvars"] })).rejects.toThrow(
    /^--var-file gone\.tfvars: the file \/.+\/gone\.tfvars does not exist\. Paths are relative to the working directory\.$/,
  );
  await expect(named('\nconnectorId = "a')).rejects.toThrow(/^a\.tfvars, line \d: /);
  await expect(named("connectorId = var.x")).rejects.toThrow(
    "a.tfvars, line 1: connectorId is computed; a variable file holds literal values only.",
  );
});

it("checks what a file gives like anything else", async () => {
  const request = await requestOf(
    {
      "a.tfvars": `
        subnetIds = "subnet-0123456789abcdef0"
        numberOfInstances = -1
        conectorId = "a"
        somethingElse = 1
        APONO_TOKEN = "apono-test-token-0123456789"
      `,
    },
    { varFile: ["a.tfvars"] },
  );
  expect(
    checkInputValues(request, {}).map(({ status, summary }) => `${status}: ${summary}`),
  ).toEqual([
    'problem: subnetIds in a.tfvars must be a list of strings such as ["a", "b"]; got a string.',
    expect.stringMatching(/^problem: numberOfInstances: .*-1/),
    "problem: conectorId in a.tfvars is not a variable of any stack: Terraform ignores it.",
    "warning: somethingElse in a.tfvars: no module has this input.",
  ]);
  expect(checkToken(request)).toContainEqual(
    expect.objectContaining({
      status: "warning",
      summary: "The token is in the file a.tfvars, in plain text.",
    }),
  );
  expect(listVariableFiles(request)).toEqual([
    expect.objectContaining({ summary: "Values also come from a.tfvars, as with cdktf." }),
  ]);
});

it("warns of a --var that a file overrules", async () => {
  const request = await requestOf(
    { "terraform.tfvars": 'connectorId = "file"\nsubnetIds = ["subnet-0123456789abcdef0"]' },
    { var: ["connectorId=option"] },
    { TF_VAR_connectorId: "environment" },
  );
  expect(request.values("ecs-connector")["connectorId"]).toBe("file");
  expect(checkInputValues(request, {})).toContainEqual(
    expect.objectContaining({
      status: "warning",
      summary: "--var connectorId is overridden by connectorId in terraform.tfvars.",
    }),
  );
});
