import { tokenInPlainText as rule } from "../../../../../cli/validate/rules/token-in-plain-text";
import { publicModuleInUse } from "../../../../../cli/validate/rules/public-module-in-use";
import { tokenNotEphemeral } from "../../../../../cli/validate/rules/token-not-ephemeral";
import { found, foundIn, planOf } from "../../../../support/validate";
import type { Example } from "../../../../../tools/docs/rule-page";
import {
  SECRET,
  PLACES,
  OTHER_PLACES,
  CALLS,
  WAYS,
  MORE_WAYS,
  HARMLESS,
  FILES,
  cases,
} from "../../../../support/token-places";

const OF_CONTAINER = PLACES["a container's environment"]!;
/** The lines of findings about what is not that container. */
const beside = (told: readonly string[]) =>
  told.filter((each) => !each.includes("aws_ecs_task_definition.task"));

it.each(cases(PLACES, { ...WAYS, ...MORE_WAYS }))(
  "finds the token in %s as %s",
  async (_place, _way, files) => {
    const told = await found(rule, files);
    expect(told.filter((each) => /stores (var\.t|data\.\S+)|in plain text/.test(each))).not.toEqual(
      [],
    );
    expect(told.join()).not.toContain(SECRET);
  },
);

it.each(cases(OTHER_PLACES, WAYS))("finds the token in %s as %s", async (_place, way, files) => {
  const [declared, expression] = WAYS[way]!;
  const container = `${OF_CONTAINER(expression)}\n${declared}`.replaceAll(declared, "");
  const told = await found(rule, { ...files, "task.tf": container });
  expect(beside(told)).not.toEqual([]);
  expect(told.join()).not.toContain(SECRET);
});

it.each(cases(CALLS, WAYS))("finds the token in %s as %s", async (_place, _way, files) => {
  const rules = [rule, tokenNotEphemeral, publicModuleInUse];
  const told = (await Promise.all(rules.map((each) => found(each, files)))).flat();
  expect(told).not.toEqual([]);
  expect(told.join()).not.toContain(SECRET);
});

it.each([
  ["an ephemeral variable", 'variable "t" {\n  sensitive = true\n  ephemeral = true\n}', "var.t"],
  ["an ephemeral resource", "", "ephemeral.aws_secretsmanager_secret_version.t.secret_string"],
])("takes %s for our module", async (_, declared, expression) => {
  const files = { "main.tf": `${CALLS["a call of our module"]!(expression)}\n${declared}\n` };
  expect([...(await found(rule, files)), ...(await found(tokenNotEphemeral, files))]).toEqual([]);
});

it.each(cases(PLACES, HARMLESS))(
  "finds nothing in %s where there is %s",
  async (_place, _way, files) => {
    expect(await found(rule, files)).toEqual([]);
  },
);

it.each(cases(OTHER_PLACES, HARMLESS))(
  "finds nothing in %s where there is %s",
  async (_place, _way, files) => {
    expect(await found(rule, files)).toEqual([]);
  },
);

const CALL = (more: string) =>
  `module "apono" {\n  source = "acme/apono-ecs-connector/aws"\n  ${more}\n}\n`;
const KEPT = OF_CONTAINER("var.t");

describe("a token that is written out", () => {
  it.each<[string, Example, string]>([
    [
      "for our module",
      { "main.tf": CALL(`aponoToken = "${SECRET}"`) },
      "main.tf:3:16 module.apono: aponoToken holds",
    ],
    [
      "for the public module",
      {
        "main.tf": CALL(`aponoToken = "${SECRET}"`).replace(
          "acme/apono-ecs-connector/aws",
          "github.com/apono-io/terraform-modules//aws/x",
        ),
      },
      "main.tf:3:16 module.apono: aponoToken holds",
    ],
    [
      "for our module, by a file",
      { "main.tf": CALL('aponoToken = file("token.txt")') },
      "main.tf:3:16 module.apono: aponoToken is read from a file, which holds",
    ],
    [
      "as the default of a variable that gets there",
      { "main.tf": `${KEPT}\nvariable "t" {\n  default = "${SECRET}"\n}\n` },
      "main.tf:9:13 var.t: the default holds",
    ],
    [
      "in a file of values in a folder of its own",
      { "main.tf": `${KEPT}\nvariable "t" {}\n`, "envs/a.tfvars": `t = "${SECRET}"\n` },
      "envs/a.tfvars:1:5 envs/a.tfvars: t holds",
    ],
    [
      "for a module that hands it on",
      {
        "main.tf": `module "c" {\n  source = "./c"\n  t = "${SECRET}"\n}\n`,
        "c/main.tf": `${KEPT}\nvariable "t" {}\n`,
      },
      "main.tf:3:7 module.c: t holds",
    ],
    [
      "where a secret is to be named",
      {
        "main.tf": KEPT.replace("environment", "secrets    ").replace(
          "value = var.t",
          `valueFrom = "${SECRET}"`,
        ),
      },
      "main.tf:5:56 aws_ecs_task_definition.task: container_definitions.secrets.APONO_TOKEN holds",
    ],
  ])("%s", async (_, files, beginning) => {
    const told = await found(rule, { ...FILES, ...files });
    expect(told).toContain(`${beginning} the connector's token in plain text.`);
    expect(told.join()).not.toContain(SECRET);
  });
});

it("finds where else a variable goes whose value is the token: outputs, files, provisioners, scripts", async () => {
  const text = `${KEPT}
variable "t" {}
output "o" {
  value = var.t
}
resource "local_file" "f" {
  filename = "f"
  content  = templatefile("token.tftpl", { token = var.t })
}
resource "aws_instance" "i" {
  user_data = "export T=\${var.t}"
}
`;
  expect(
    (await found(rule, { ...FILES, "main.tf": text })).map((each) =>
      each.replace(/ in state.*/, ""),
    ),
  ).toEqual([
    "main.tf:5:52 aws_ecs_task_definition.task: container_definitions.environment.APONO_TOKEN stores var.t",
    "main.tf:10:11 output.o stores var.t",
    "main.tf:14:14 local_file.f: content stores var.t",
    "main.tf:17:15 aws_instance.i: user_data stores var.t",
  ]);
});

it.each([
  [
    "a password",
    'variable "password" {\n  default = "Aa1234321Bb"\n}',
    "main.tf:2:13 var.password: the default holds a secret in plain text.",
  ],
  [
    "a password in an object",
    'variable "db" {\n  default = { password = "Aa1234321Bb" }\n}',
    "main.tf:2:26 var.db.password: the default holds a secret in plain text.",
  ],
  [
    "an access key",
    'provider "aws" {\n  access_key = "AKIAQWERTYUIOPASDFGH"\n}',
    "main.tf:2:16 provider.aws: access_key holds an AWS access key in plain text.",
  ],
])("finds in any folder what is a secret by itself: %s", async (_, text, message) => {
  expect(await foundIn(rule, text)).toEqual([message]);
});

it.each([
  ["a placeholder", 'variable "smtp_password" {\n  sensitive = true\n  default   = "changeme"\n}'],
  ["a name", 'locals {\n  db_secret = "production/database"\n}'],
  [
    "a password of another kind on its way",
    'variable "password" {}\nresource "aws_db_instance" "d" {\n  password = var.password\n}',
  ],
])("finds nothing in %s", async (_, text) => {
  expect(await foundIn(rule, text)).toEqual([]);
});

describe("a plan", () => {
  const changes = (after: object, more: object = {}) =>
    planOf([{ address: "aws_ecs_task_definition.t", actions: ["create"], after, ...more }]);

  it.each<[string, string, string]>([
    [
      "a container's environment",
      changes({
        container_definitions: JSON.stringify([
          { environment: [{ name: "APONO_TOKEN", value: SECRET }] },
        ]),
      }),
      "container_definitions.environment.APONO_TOKEN holds the connector's token in plain text.",
    ],
    [
      "what is marked as sensitive",
      changes({ a: "x" }, { after_sensitive: { a: true } }),
      "a is sensitive, and the plan shows its value.",
    ],
    [
      "a variable",
      planOf([], { variables: { APONO_TOKEN: { value: SECRET } } }),
      "The plan stores the value of var.APONO_TOKEN.",
    ],
    [
      "an output",
      planOf([], { planned_values: { outputs: { apono_token: { value: SECRET } } } }),
      "output.apono_token holds a secret in plain text.",
    ],
  ])("keeps %s", async (_, plan, message) => {
    const told = await found(rule, { "plan.json": plan });
    expect(told).toEqual([expect.stringContaining(message)]);
    expect(told.join()).not.toContain(SECRET);
  });

  it("without secrets has none", async () => {
    expect(await found(rule, { "plan.json": changes({ name: "x", tags: { token: "" } }) })).toEqual(
      [],
    );
  });
});
