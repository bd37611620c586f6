import type { Example } from "../../tools/docs/rule-page";

export const SECRET = "Zx81qQ4m77LpooT9";
const HEAD = 'resource "aws_ecs_task_definition" "task" {\n  family = "apono"\n';
const IMAGE = "registry.apono.io/apono-connector:v1.7.8";

/** Places of a connector that are kept, each with the expression of the token put in. */
export const PLACES: Readonly<Record<string, (token: string) => string>> = {
  "a container's environment": (token) => `${HEAD}  container_definitions = jsonencode([{
    image       = "${IMAGE}"
    environment = [{ name = "APONO_TOKEN", value = ${token} }]
  }])
}`,
  "values of a release": (token) => `resource "helm_release" "r" {
  name   = "r"
  chart  = "apono-connector"
  values = [yamlencode({ apono = { token = ${token} } })]
}`,
  "set of a release": (token) => `resource "helm_release" "r" {
  name  = "r"
  chart = "apono-connector"
  set   = [{ name = "apono.token", value = ${token} }]
}`,
  "set_sensitive of a release, as a block": (token) => `resource "helm_release" "r" {
  name  = "r"
  chart = "apono-connector"
  set_sensitive {
    name  = "apono.token"
    value = ${token}
  }
}`,
  "a Kubernetes secret": (token) => `resource "kubernetes_secret_v1" "s" {
  metadata {
    name = "apono"
  }
  data = { token = ${token} }
}`,
  "a secret version's plain string": (
    token,
  ) => `resource "aws_secretsmanager_secret_version" "apono" {
  secret_id     = "apono"
  secret_string = jsonencode({ username = "apono", password = ${token} })
}`,
  "an SSM parameter": (token) => `resource "aws_ssm_parameter" "apono_token" {
  name  = "/apono/token"
  type  = "SecureString"
  value = ${token}
}`,
  "a call of a foreign ECS module": (token) => `module "svc" {
  source = "terraform-aws-modules/ecs/aws//modules/service"
  container_definitions = {
    apono = { image = "${IMAGE}", environment = [{ name = "APONO_TOKEN", value = ${token} }] }
  }
}`,
};

/** Places that keep whatever gets there; in all of them the same token is in the environment of a container, too. */
export const OTHER_PLACES: typeof PLACES = {
  "an output": (token) => `output "apono_token" {\n  value = ${token}\n}`,
  "a local file": (token) => `resource "local_file" "f" {
  filename = "f"
  content  = "APONO_TOKEN=\${${token}}"
}`,
  "a template with the token": (token) => `resource "aws_instance" "i" {
  user_data = templatefile("script.tftpl", { token = ${token} })
}`,
};

/** Calls of a connector's module: ours takes the token, as long as nothing before it keeps it. */
export const CALLS: typeof PLACES = {
  "a call of our module": (token) => `module "m" {
  source     = "acme/apono-ecs-connector/aws"
  aponoToken = ${token}
}`,
  "a call of the public module": (token) => `module "m" {
  source     = "github.com/apono-io/terraform-modules//aws/connector-with-permissions?ref=1.0.0"
  aponoToken = ${token}
}`,
};

/** Ways in which the token gets there: declarations, and the expression. */
export const WAYS: Readonly<Record<string, readonly [declared: string, expression: string]>> = {
  literal: ["", `"${SECRET}"`],
  "variable of any name": ['variable "t" {}', "var.t"],
  "variable that is sensitive": ['variable "t" {\n  sensitive = true\n}', "var.t"],
  local: ['variable "t" {}\nlocals {\n  x = { y = var.t }\n}', "local.x.y"],
  format: ['variable "t" {}', 'format("%s", var.t)'],
  template: ['variable "t" {}', '"${var.t}-x"'],
  jsonencode: ['variable "t" {}', "jsonencode({ a = var.t })"],
  conditional: ['variable "t" {}\nvariable "c" {}', 'var.c ? var.t : ""'],
  file: ["", 'file("token.txt")'],
  templatefile: ['variable "t" {}', 'templatefile("token.tftpl", { token = var.t })'],
  for: ['variable "t" {}', 'join("", [for each in [var.t] : each])'],
};

/** Ways that only a place of the connector's own tells. */
export const MORE_WAYS: typeof WAYS = {
  "literal that is marked as sensitive": ["", `sensitive("${SECRET}")`],
  "literal behind a local": [`locals {\n  x = "${SECRET}"\n}`, "local.x"],
  "a function that is not known": ['variable "t" {}', "base64gzip(var.t)"],
  "a data source's value": ["", "data.aws_ssm_parameter.t.value"],
};

/** What names a secret, stands in for one, or tells nothing of it. */
export const HARMLESS: Readonly<Record<string, readonly [declared: string, expression: string]>> = {
  empty: ["", '""'],
  null: ["", "null"],
  placeholder: ["", '"changeme"'],
  "placeholder in brackets": ["", '"<your-token>"'],
  ARN: ["", '"arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"'],
  path: ["", '"/apono/token"'],
  "ARN of a resource": ["", "aws_secretsmanager_secret.apono.arn"],
  hash: ['variable "t" {}', "sha256(var.t)"],
};

export const FILES = {
  "token.txt": SECRET,
  "token.tftpl": "${token}",
  "script.tftpl": "export APONO_TOKEN=${token}",
};
export const cases = (places: typeof PLACES, ways: typeof WAYS) =>
  Object.entries(places).flatMap(([place, text]) =>
    Object.entries(ways).map(([way, [declared, expression]]): [string, string, Example] => [
      place,
      way,
      { ...FILES, "main.tf": `${text(expression)}\n${declared}\n` },
    ]),
  );
