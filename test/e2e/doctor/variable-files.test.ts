import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readRequest } from "../../../cli/doctor/request";
import { valuesInFiles } from "../../../cli/doctor/variable-files";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { lockArguments } from "../../kit/cdktf";
import { engineBinary } from "../../kit/engines/current";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { terraformEnv, writeCliConfig } from "../../kit/provider-plugins";
import { copyProject } from "../../kit/project-copy";

jest.setTimeout(600_000);

const STACK = "ecs-connector";

let emulator: AwsEmulator;
let subnetId: string;
beforeAll(async () => {
  emulator = await startAwsEmulator();
  const ec2 = ec2Client(emulator.endpoint);
  ({ subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "transit-gateway" }));
  ec2.destroy();
});
afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

const json = (value: object) => JSON.stringify(value);

/** Each input is in two places that follow one another, with the place as its value. */
const PLACES: Readonly<Record<string, string>> = {
  "terraform.tfvars": 'connectorId = "terraform-tfvars"\nroleName = "terraform-tfvars"\n',
  "terraform.tfvars.json": json({ roleName: "terraform-json", aponoUrl: "terraform.json" }),
  "a.auto.tfvars": 'aponoUrl = "a.auto"\nnameSuffix = "a-auto"\n',
  "b.auto.tfvars": 'nameSuffix = "b-auto"\nconnectorVersion = "b-auto"\n',
  "a.auto.tfvars.json": json({ connectorVersion: "a-auto-json", imageRepository: "a.auto/json" }),
  "sub/named.tfvars": 'imageRepository = "named.one/image"\ntags = { place = "named" }\n',
  "last.tfvars.json": json({ tags: { place: "last" } }),
  // Nobody reads these.
  "sub/terraform.tfvars": "logGroupRetentionInDays = 1\n",
  "sub/c.auto.tfvars": "logGroupRetentionInDays = 1\n",
};
const EXPECTED = {
  connectorId: "terraform-tfvars",
  roleName: "terraform-json",
  aponoUrl: "a.auto",
  // Terraform itself would take b, the last by name.
  nameSuffix: "a-auto",
  connectorVersion: "a-auto-json",
  imageRepository: "named.one/image",
  tags: { place: "last" },
};

it("cdktf and the doctor take the same values from files, by paths from where they run", async () => {
  const project = copyProject(join(tempDir("variables-"), "project"));
  mkdirSync(join(project, "sub"));
  for (const [name, text] of Object.entries(PLACES)) writeFileSync(join(project, name), text);
  const env = {
    ...emulator.env,
    TF_VAR_APONO_TOKEN: "apono-test-token-0123456789",
    TF_VAR_subnetIds: json([subnetId]),
    TF_VAR_memory: "2048",
  };
  const named = ["sub/named.tfvars", "last.tfvars.json"];
  const terraform = { ...terraformEnv(writeCliConfig(tempDir("variables-"))), ...env, CI: "1" };
  const { code, stdout, stderr } = await run(
    join(project, "node_modules", ".bin", "cdktf"),
    [
      "diff",
      STACK,
      "--var",
      "memory=4096",
      "--var",
      "connectorId=option",
      ...named.flatMap((file) => ["--var-file", file]),
      ...lockArguments("deploy"),
    ],
    { cwd: project, env: terraform },
  );
  expect({ code, output: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, output: "" });

  const stack = join(project, "cdktf.out", "stacks", STACK);
  const plan = await run(engineBinary(), ["show", "-json", "plan"], {
    cwd: stack,
    env: terraform,
    check: true,
  });
  const { variables } = JSON.parse(plan.stdout) as {
    variables: Record<string, { value: unknown }>;
  };
  const given = Object.fromEntries(
    Object.keys(EXPECTED).map((name) => [name, variables[name]?.value]),
  );
  expect(given).toEqual(EXPECTED);
  expect(Number(variables["memory"]?.value)).toBe(4096);
  expect(variables["logGroupRetentionInDays"]?.value).toBe(30);

  const request = await readRequest(
    { var: ["memory=4096", "connectorId=option"] },
    env,
    await valuesInFiles(project, named),
  );
  expect(request.values(STACK)).toMatchObject({ ...EXPECTED, memory: 4096 });
  expect(request.values(STACK)).not.toHaveProperty("logGroupRetentionInDays");
});
