import { imageMutable } from "../../../../../cli/validate/rules/image-mutable";
import { foundIn } from "../../../../support/validate";

const CALL = 'module "apono" {\n  source = "acme/apono-ecs-connector/aws"\n}\n';

describe("image-mutable", () => {
  const version = (value: string) => CALL.replace("}", `  connectorVersion = ${value}\n}`);
  const task = (image: string) =>
    `resource "aws_ecs_task_definition" "t" {\n  container_definitions = jsonencode([{ image = "${image}" }])\n}`;
  it.each([
    [version('"latest"'), 'main.tf:3:22 module.apono: connectorVersion "latest" is a moving tag.'],
    [
      version('local.v\n}\nlocals {\n  v = "stable"'),
      'main.tf:3:22 module.apono: connectorVersion "stable" is a moving tag.',
    ],
    [
      task("registry.apono.io/apono-connector:latest"),
      'main.tf:2:49 aws_ecs_task_definition.t: the connector\'s image has the moving tag "latest".',
    ],
    [
      task("registry.apono.io/apono-connector"),
      "main.tf:2:49 aws_ecs_task_definition.t: the connector's image has no tag, which means latest.",
    ],
  ])("finds %s", async (text, message) => {
    expect(await foundIn(imageMutable, text)).toEqual([message]);
  });

  it.each([
    version('"v1.7.8"'),
    version("var.v"),
    task("registry.apono.io/apono-connector:v1.7.8"),
    task("registry.apono.io/apono-connector:${var.v}"),
    task("registry.apono.io/apono-connector@sha256:abc"),
    task("example.com/web:latest"),
  ])("leaves alone %s", async (text) => {
    expect(await foundIn(imageMutable, text)).toEqual([]);
  });
});
