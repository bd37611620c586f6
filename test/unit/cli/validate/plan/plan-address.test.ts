import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { runCli } from "../../../../support/cli";
import { PROJECT } from "../../../../kit/project-copy";
import { planOf } from "../../../../support/validate";

jest.setTimeout(60_000);

const isValid = new Ajv({ strict: true }).compile(
  JSON.parse(readFileSync(join(PROJECT, "docs", "validate.schema.json"), "utf8")) as object,
);

/** What a run says of the connectors in a plan with these resources. */
async function connectorsIn(changes: Parameters<typeof planOf>[0]): Promise<string> {
  const { out } = await runCli(["validate", "-"], { input: planOf(changes) });
  return out.split("\n").find((line) => line.includes("connector")) ?? "";
}

const made = (address: string, after: object) => ({ address, actions: ["create"], after });
const around = [
  made("module.apono.aws_iam_role.connector", { name: "apono-connector-role" }),
  made("module.apono.aws_secretsmanager_secret.token[0]", { name: "apono-connector-token" }),
];

it.each([
  [
    "a task definition",
    made("module.apono.aws_ecs_task_definition.connector", {
      container_definitions: JSON.stringify([{ image: "acme.io/apono-connector:v1.7.8" }]),
    }),
    "module.apono.aws_ecs_task_definition.connector (image acme.io/apono-connector:v1.7.8)",
  ],
  [
    "a release",
    made("helm_release.apono", { chart: "apono-connector" }),
    "helm_release.apono (chart apono-connector)",
  ],
  ["a module that has neither", made("aws_vpc.main", {}), "module.apono (plan)"],
])("a connector in a plan counts once: %s", async (_, change, expected) => {
  expect(await connectorsIn([...around, change])).toBe(`1 connector part found: ${expected}.`);
});

describe("a plan, whose lines nobody reads,", () => {
  const role = { name: "apono-connector-role-old", path: "/", assume_role_policy: "{}" };
  const destroyed = (address: string) => ({
    address,
    actions: ["delete"],
    before: { ...role, name: "apono" },
  });
  const plan = JSON.parse(
    planOf(
      [
        destroyed("module.apono.aws_ecs_service.connector"),
        {
          address: 'aws_instance.x["a"]',
          actions: ["create"],
          after: { user_data: "APONO_TOKEN=abc", variables: { x: "AKIAQ3EGRZ5XW7LMN2AB" } },
        },
      ],
      {
        variables: { aponoToken: { value: "abc" } },
        planned_values: { outputs: { token: { value: "AKIAQ3EGRZ5XW7LMN2AB" } } },
        configuration: {
          root_module: {
            module_calls: {
              apono: {
                module: {
                  resources: [
                    {
                      address: "aws_ssm_parameter.t",
                      expressions: { name: { constant_value: "AKIAQ3EGRZ5XW7LMN2AB" } },
                    },
                  ],
                },
              },
            },
          },
        },
      },
    ),
  ) as object;
  // As terraform show -json prints it: in one line.
  const input = JSON.stringify(plan);
  const run = (format: string) => runCli(["validate", "-", "--format", format], { input });

  it("is told by addresses in text", async () => {
    const { out } = await run("text");
    expect(out.split("\n").filter((line) => /^(\S+ )?(error|warning|note) /.test(line))).toEqual([
      expect.stringMatching(/^error output\.token holds /),
      expect.stringMatching(/^warning module\.apono\.aws_ecs_service\.connector is destroyed: /),
      expect.stringMatching(/^error aws_instance\.x\["a"\]: user_data holds /),
      expect.stringMatching(/^error aws_instance\.x\["a"\]: variables\.x holds /),
      expect.stringMatching(/^error The plan stores the value of var\.aponoToken\. \[/),
      expect.stringMatching(
        /^module\.apono\.aws_ssm_parameter\.t error The plan's configuration holds /,
      ),
    ]);
    expect(out).not.toContain("stdin.json:1");
    expect(out).toMatch(/^stdin\.json\n/);
  });

  it("has both for programs", async () => {
    const { findings } = JSON.parse((await run("json")).out) as {
      findings: { line: number; column: number; address?: string }[];
    };
    expect(findings.map(({ address }) => address)).toEqual([
      "output.token",
      "module.apono.aws_ecs_service.connector",
      'aws_instance.x["a"]',
      'aws_instance.x["a"]',
      "var.aponoToken",
      "module.apono.aws_ssm_parameter.t",
    ]);
    for (const { line, column } of findings) {
      expect(line).toBe(1);
      expect(column).toBeGreaterThan(1);
    }
    expect(isValid(JSON.parse((await run("json")).out))).toBe(true);
    expect((await run("github")).out).toContain("file=stdin.json,line=1,col=");
  });

  it("is told by its line where nothing has an address", async () => {
    const terraform_version = "AKIAQ3EGRZ5XW7LMN2AB";
    const none = planOf([], {
      configuration: { root_module: { x: { constant_value: terraform_version } } },
    });
    const { out } = await runCli(["validate", "-"], { input: none });
    expect(out).toMatch(/^stdin\.json\nstdin\.json:\d+:\d+ error The plan's configuration holds /);
  });
});
