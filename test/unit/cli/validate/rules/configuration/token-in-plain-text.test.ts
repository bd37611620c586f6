import fc from "fast-check";
import { tokenInPlainText } from "../../../../../../cli/validate/rules/configuration/token-in-plain-text";
import { findings, found, foundIn, planOf } from "../../../../../support/validate";

const rule = tokenInPlainText;
const SOURCE = "app.terraform.io/acme/apono-ecs-connector/aws";
const ephemeral = `variable "apono_token" {
  type      = string
  sensitive = true
  ephemeral = true
}
`;

describe("a token that is written out", () => {
  it.each([
    [
      "in a call of our module",
      `module "apono" {\n  source = "${SOURCE}"\n  aponoToken = "t0ken"\n}`,
      "main.tf:3:16 module.apono: aponoToken holds the connector's token in plain text.",
    ],
    [
      "in a call of the public module",
      `module "a" {\n  source = "github.com/apono-io/terraform-modules//aws/x"\n  aponoToken = "t0ken"\n}`,
      "main.tf:3:16 module.a: aponoToken holds the connector's token in plain text.",
    ],
    [
      "behind a local",
      `locals {\n  t = sensitive("t0ken")\n}\nmodule "apono" {\n  source = "${SOURCE}"\n  aponoToken = "\${local.t}"\n}`,
      "main.tf:2:17 module.apono: aponoToken holds the connector's token in plain text.",
    ],
    [
      "as a default",
      `variable "APONO_TOKEN" {\n  default = "t0ken"\n}`,
      "main.tf:2:13 var.APONO_TOKEN: the default holds the connector's token in plain text.",
    ],
    [
      "as the default of a variable that becomes the token",
      `variable "t" {\n  default = "t0ken"\n}\nmodule "apono" {\n  source = "${SOURCE}"\n  aponoToken = trimspace(var.t)\n}`,
      "main.tf:2:13 var.t: the default holds the connector's token in plain text.",
    ],
    [
      "in a local that is called after it",
      `locals {\n  apono_token = "t0ken"\n}`,
      "main.tf:2:17 local.apono_token holds the connector's token in plain text.",
    ],
    [
      "in a container's environment",
      `resource "aws_ecs_task_definition" "this" {\n  container_definitions = jsonencode([{ environment = [{ name = "APONO_TOKEN", value = "t0ken" }] }])\n}`,
      "main.tf:2:88 aws_ecs_task_definition.this: container_definitions.environment.APONO_TOKEN holds the connector's token in plain text.",
    ],
    [
      "in container definitions that are text",
      `resource "aws_ecs_task_definition" "this" {\n  container_definitions = <<EOT\n[{"environment": [{"name": "APONO_TOKEN", "value": "t0ken"}]}]\nEOT\n}`,
      "main.tf:2:27 aws_ecs_task_definition.this: container_definitions holds the connector's token in plain text.",
    ],
    [
      "in a chart's values",
      `resource "helm_release" "this" {\n  set {\n    name  = "apono.token"\n    value = "t0ken"\n  }\n}`,
      "main.tf:4:13 helm_release.this: set.apono.token holds the connector's token in plain text.",
    ],
    [
      "in a dynamic block",
      `resource "helm_release" "this" {\n  dynamic "set" {\n    for_each = [1]\n    content {\n      name  = "apono.token"\n      value = "t0ken"\n    }\n  }\n}`,
      "main.tf:6:15 helm_release.this: set.apono.token holds the connector's token in plain text.",
    ],
    [
      "in a write-only argument: the file keeps it all the same",
      `resource "helm_release" "this" {\n  set_wo = [{ name = "apono.token", value = "t0ken" }]\n}`,
      "main.tf:2:45 helm_release.this: set_wo.apono.token holds the connector's token in plain text.",
    ],
    [
      "in a script",
      `resource "aws_instance" "this" {\n  user_data = <<EOT\nexport APONO_TOKEN='t0ken'\nEOT\n}`,
      "main.tf:2:15 aws_instance.this: user_data holds the connector's token in plain text.",
    ],
    [
      "in a tag",
      `resource "aws_ecs_cluster" "this" {\n  tags = { "apono-token" = "t0ken" }\n}`,
      "main.tf:2:28 aws_ecs_cluster.this: tags.apono-token holds the connector's token in plain text.",
    ],
    [
      "in a file beside the configuration",
      `module "apono" {\n  source = "${SOURCE}"\n  aponoToken = trimspace(file("token"))\n}`,
      "main.tf:3:26 module.apono: aponoToken is read from a file, which holds the connector's token in plain text.",
    ],
  ])("%s", async (_, text, finding) => {
    expect(await foundIn(rule, text)).toEqual([finding]);
  });

  it("in JSON", async () => {
    const text = JSON.stringify({
      module: { apono: { source: SOURCE, aponoToken: "t0ken" } },
      variable: { APONO_TOKEN: { default: "t0ken" } },
    });
    expect(await found(rule, { "main.tf.json": text })).toEqual([
      expect.stringMatching(/^main.tf.json:1:\d+ module.apono: aponoToken holds/),
      expect.stringMatching(/^main.tf.json:1:\d+ var.APONO_TOKEN: the default holds/),
    ]);
  });

  it("in files of variables, also where the variable is ephemeral or goes by another name", async () => {
    const main = `${ephemeral}variable "t" {}\nmodule "apono" {\n  source = "${SOURCE}"\n  aponoToken = var.t\n}`;
    expect(
      await found(rule, {
        "main.tf": main,
        "prod.tfvars": 'apono_token = "t0ken"\nother = "t0ken"\n',
        "test.auto.tfvars.json": '{"t": "t0ken"}',
      }),
    ).toEqual([
      "prod.tfvars:1:15 prod.tfvars: apono_token holds the connector's token in plain text.",
      "test.auto.tfvars.json:1:7 test.auto.tfvars.json: t holds the connector's token in plain text.",
    ]);
  });

  it("is mended by an ephemeral variable and a new token", async () => {
    const [finding] = await findings(rule, { "x.tfvars": 'aponoToken = "t0ken"' });
    expect(finding?.mend).toBe(
      "Take it out, declare a variable with sensitive = true and ephemeral = true for it, and give that in the " +
        "environment (TF_VAR_<name>). Make a new token in Apono and revoke this one: the history of the file keeps it.",
    );
  });
});

describe("other secrets", () => {
  const AKIA = `AKIA${"Q3EGRZ5XW7LMN2AB"}`;
  it.each([
    [
      `provider "aws" {\n  access_key = "${AKIA}"\n  secret_key = "${"x9Kp".repeat(5)}Lq2vR7tY"\n}`,
      [
        "main.tf:2:16 provider.aws: access_key holds an AWS access key in plain text.",
        "main.tf:3:16 provider.aws: secret_key holds a secret in plain text.",
      ],
    ],
    [
      `terraform {\n  backend "s3" {\n    secret_key = "${"x9Kp".repeat(5)}Lq2vR7tY"\n  }\n}`,
      ["main.tf:3:18 terraform: backend.secret_key holds a secret in plain text."],
    ],
    [
      `locals {\n  note = "key: ${AKIA}"\n}`,
      ["main.tf:2:10 local.note holds an AWS access key in plain text."],
    ],
    [
      `resource "aws_db_instance" "this" {\n  password = "Zx81-qQ4m-77Lp-ooT9"\n}`,
      ["main.tf:2:14 aws_db_instance.this: password holds a secret in plain text."],
    ],
    [
      `output "key" {\n  value = <<EOT\n-----BEGIN ${"RSA PRIVATE"} KEY-----\nEOT\n}`,
      ["main.tf:2:11 output.key: value holds a private key in plain text."],
    ],
  ])("are told by name or shape: %#", async (text, expected) => {
    expect(await foundIn(rule, text)).toEqual(expected);
  });

  it.each([
    'provider "aws" {\n  region = "eu-central-1"\n  profile = "token-reader"\n}',
    'resource "x" "y" {\n  secret = "apono/connector/token"\n  password = "<your password>"\n  token = var.other\n}',
    'resource "x" "y" {\n  secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Zx81qQ"\n  token_version = "3"\n}',
    'resource "aws_instance" "y" {\n  metadata_options {\n    http_tokens = "required"\n  }\n}',
    'locals {\n  apono_token_parameter = "/apono/token"\n}',
  ])("are no names, paths and references: %#", async (text) => {
    expect(await foundIn(rule, text)).toEqual([]);
  });
});

describe("a variable with a secret", () => {
  it.each([
    [
      "aws_ssm_parameter",
      "value = var.apono_token",
      "value",
      "Give it as value_wo, and raise value_wo_version when it changes.",
    ],
    [
      "aws_secretsmanager_secret_version",
      'secret_string = jsonencode({ password = "${var.apono_token}" })',
      "secret_string.password",
      "Give it as secret_string_wo, and raise secret_string_wo_version when it changes.",
    ],
    [
      "helm_release",
      "values = [yamlencode({ apono = { token = var.apono_token } })]",
      "values.apono.token",
      expect.stringMatching(
        /^Give it in set_wo = \[\{ name = "apono\.token", value = var\.apono_token \}\], /,
      ),
    ],
    [
      "aws_ecs_task_definition",
      'container_definitions = templatefile("c.json", { t = var.apono_token })',
      "container_definitions",
      "Put it into a secret (aws_secretsmanager_secret_version, secret_string_wo), and name that in the container's secrets (valueFrom) instead of its environment.",
    ],
    [
      "terraform_data",
      "input = local.all",
      "input",
      "Take it out; let a number that you raise say that it changed, as aponoTokenVersion does.",
    ],
    [
      "null_resource",
      "triggers = { t = local.all.token }",
      "triggers.t",
      "Take it out; let a number that you raise say that it changed, as aponoTokenVersion does.",
    ],
    [
      "aws_iam_role",
      'description = format("with %s", var.apono_token)',
      "description",
      "Take it out: this can be read by all who may list the resource.",
    ],
    [
      "aws_instance",
      "user_data = base64encode(<<EOT\nexport T=${var.apono_token}\nEOT\n)",
      "user_data",
      "Put it into a secret, and let the machine read it there by its role: user data can be read by whoever may describe it.",
    ],
    [
      "local_file",
      'content = var.apono_token == null ? "" : var.apono_token',
      "content",
      "Give it in a write-only argument (its name ends in _wo) if the resource has one, else name a secret that holds it.",
    ],
  ])("is kept by %s, %s", async (type, argument, path, mend) => {
    const text = `${ephemeral}locals {\n  all = { token = var.apono_token, region = "x" }\n}\nresource "${type}" "this" {\n  ${argument}\n}`;
    const all = await findings(rule, { "main.tf": text });
    expect(all.map((each) => [each.message, each.mend])).toEqual([
      [`${type}.this: ${path} keeps var.apono_token in state and plan.`, mend],
    ]);
  });

  it("is kept by outputs and data sources, and left by provisioners", async () => {
    const text = `${ephemeral}output "t" {
  value     = var.apono_token
  sensitive = true
}
data "http" "t" {
  request_headers = { Authorization = "Bearer \${var.apono_token}" }
}
resource "terraform_data" "t" {
  provisioner "local-exec" {
    command = "login \${var.apono_token}"
  }
  provisioner "remote-exec" {
    inline = ["login", var.apono_token]
  }
  provisioner "local-exec" {
    command     = "login"
    environment = { TOKEN = var.apono_token }
  }
  connection {
    host     = "example.com"
    password = var.apono_token
  }
}
`;
    expect(await foundIn(rule, text)).toEqual([
      "main.tf:7:15 output.t keeps var.apono_token in state, where sensitive = true doesn't hide it.",
      "main.tf:11:39 data.http.t: request_headers.Authorization keeps var.apono_token in state and plan.",
      "main.tf:15:15 terraform_data.t: a provisioner's command holds var.apono_token, which the machine's list of processes then shows.",
      "main.tf:18:24 terraform_data.t: a provisioner's inline holds var.apono_token, which is then in a script on the machine.",
    ]);
  });

  it("is followed into the modules of the same configuration, and out of them", async () => {
    expect(
      await found(rule, {
        "main.tf": `variable "key" {}\nmodule "store" {\n  source = "./store"\n  what = var.apono_token\n}\nmodule "two" {\n  source = "./two"\n  t = var.key\n}\nresource "terraform_data" "k" {\n  input = var.key\n}\nvariable "apono_token" {}\n`,
        "store/main.tf": `variable "what" {}\nresource "aws_ssm_parameter" "t" {\n  value = var.what\n}\n`,
        "two/main.tf": `variable "t" {}\nmodule "apono" {\n  source = "${SOURCE}"\n  aponoToken = var.t\n}\n`,
      }),
    ).toEqual([
      "main.tf:11:11 terraform_data.k: input keeps var.key in state and plan.",
      "store/main.tf:3:11 aws_ssm_parameter.t: value keeps var.what in state and plan.",
    ]);
  });

  it("may go into write-only arguments, providers, ephemeral values, our modules, and what tells nothing of it", async () => {
    const text = `${ephemeral}locals {
  all = { token = var.apono_token, region = "eu-central-1" }
}
module "apono" {
  source     = "${SOURCE}"
  aponoToken = var.apono_token
}
provider "helm" {
  token = var.apono_token
}
ephemeral "x" "y" {
  token = var.apono_token
}
output "t" {
  value     = var.apono_token
  ephemeral = true
}
resource "helm_release" "this" {
  set_wo = [{ name = "apono.token", type = "string", value = replace(var.apono_token, ",", "x") }]
  count  = var.apono_token == null ? 0 : 1
  lifecycle {
    precondition {
      condition     = var.apono_token != null
      error_message = "none"
    }
  }
}
resource "terraform_data" "t" {
  input = [local.all.region, sha256(var.apono_token), var.apono_token == "x", var.apono_token != null ? 1 : 2]
}
`;
    expect(await foundIn(rule, text)).toEqual([]);
  });
});

describe("a plan", () => {
  it("is searched in variables, changes, outputs and configuration", async () => {
    const plan = planOf(
      [
        {
          address: "aws_ecs_task_definition.this",
          actions: ["create"],
          after: {
            container_definitions: '[{"environment":[{"name":"APONO_TOKEN","value":"t0ken"}]}]',
          },
        },
        {
          address: "aws_ssm_parameter.this",
          actions: ["update"],
          after: { name: "x", value: "t0ken", value_wo: null },
          after_sensitive: { value: true },
        },
      ],
      {
        variables: { APONO_TOKEN: { value: "t0ken" }, region: { value: "eu-central-1" } },
        planned_values: { outputs: { t: { sensitive: true, value: "t0ken" } } },
        configuration: {
          root_module: {
            module_calls: { apono: { expressions: { aponoToken: { constant_value: "t0ken" } } } },
          },
        },
      },
    );
    const all = await findings(rule, { "plan.json": plan });
    expect(all.map(({ severity, message }) => `${severity}: ${message}`).sort()).toEqual([
      "error: The plan keeps the value of var.APONO_TOKEN.",
      "error: The plan's configuration holds the connector's token in plain text, as aponoToken.",
      "error: aws_ecs_task_definition.this: container_definitions holds the connector's token in plain text.",
      "error: output.t holds a secret in plain text.",
      "warning: aws_ssm_parameter.this: value is sensitive, and the plan shows its value.",
    ]);
    expect(new Set(all.map(({ range }) => range.start.line)).size).toBe(5);
  });

  it("is clean where the token is write-only", async () => {
    const plan = planOf(
      [
        {
          address: "module.apono.aws_secretsmanager_secret_version.token[0]",
          actions: ["create"],
          after: { secret_string: null, secret_string_wo: null, secret_string_wo_version: 1 },
          after_sensitive: { secret_string: true, secret_string_wo: true },
        },
      ],
      { variables: { subnetIds: { value: ["subnet-0123456789abcdef0"] } } },
    );
    expect(await found(rule, { "plan.json": plan })).toEqual([]);
  });
});

/** A place for a token: the files that hold it. */
type Place = (token: string) => Readonly<Record<string, string>>;
const q = (text: string) => JSON.stringify(text);
const PLACES: readonly Place[] = [
  (t) => ({ "main.tf": `module "apono" {\n  source = "${SOURCE}"\n  aponoToken = ${q(t)}\n}` }),
  (t) => ({ "main.tf": `variable "APONO_TOKEN" {\n  default = ${q(t)}\n}` }),
  (t) => ({ "x.tfvars": `aponoToken = ${q(t)}` }),
  (t) => ({ "x.tfvars.json": q("").length ? `{"APONO_TOKEN": ${q(t)}}` : "" }),
  (t) => ({ "main.tf": `locals {\n  x = { apono_token = ${q(t)} }\n}` }),
  (t) => ({ "main.tf.json": JSON.stringify({ locals: { aponoToken: t } }) }),
  (t) => ({ "main.tf": `resource "aws_instance" "x" {\n  user_data = "APONO_TOKEN=${t}"\n}` }),
  (t) => ({
    "main.tf": `resource "aws_ecs_task_definition" "x" {\n  container_definitions = jsonencode([{ environment = [{ name = "APONO_TOKEN", value = ${q(t)} }] }])\n}`,
  }),
  (t) => ({
    "main.tf": `resource "helm_release" "x" {\n  set_sensitive {\n    name = "apono.token"\n    value = ${q(t)}\n  }\n}`,
  }),
  (t) => ({ "main.tf": `resource "helm_release" "x" {\n  values = ["apono-token: ${t}"]\n}` }),
  (t) => ({ "plan.json": planOf([], { variables: { APONO_TOKEN: { value: t } } }) }),
  (t) => ({
    "plan.json": planOf([
      {
        address: "helm_release.x",
        actions: ["create"],
        after: { set: [{ name: "apono.token", value: t }] },
      },
    ]),
  }),
];

it("finds any token in any place, and never shows it", async () => {
  const token = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9+/_.=-]{11,40}$/);
  await fc.assert(
    fc.asyncProperty(token, fc.constantFrom(...PLACES), async (value, place) => {
      const all = await findings(rule, place(value));
      expect(all.length).toBeGreaterThan(0);
      expect(JSON.stringify(all)).not.toContain(value);
      expect(all.every(({ secret }) => secret === true)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
