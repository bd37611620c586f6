import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { buildModule } from "../../../../modules";
import {
  EcsConnector,
  type EcsConnectorProps,
  ecsConnectorInputs,
  ecsConnectorOutputs,
} from "../../../../modules/ecs-connector";
import { EcsConnectorStack } from "../../../../stacks/ecs-connector";
import { type Json, texts } from "../../../support/render";

const SUBNETS = ["subnet-0123456789abcdef0"];

/** The construct in somebody's own stack, with plain props. */
function inOwnStack(props: (stack: TerraformStack) => EcsConnectorProps): Json {
  const stack = new TerraformStack(Testing.app(), "own");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  const connector = new EcsConnector(stack, "connector", props(stack));
  new TerraformOutput(stack, "role", { value: connector.outputs.connector_role_arn });
  return JSON.parse(Testing.synth(stack, true));
}

const tokenOf = (stack: TerraformStack): string => {
  const variable = new TerraformVariable(stack, "TOKEN", { type: "string", sensitive: true });
  variable.addOverride("ephemeral", true);
  return variable.stringValue;
};

describe("EcsConnector in a stack of one's own", () => {
  const tags = { team: "a-b" };
  const synthesized = inOwnStack((stack) => ({
    aponoToken: tokenOf(stack),
    subnetIds: SUBNETS,
    numberOfInstances: 0,
    logGroupRetentionInDays: 0,
    assignPublicIp: false,
    enableExecuteCommand: false,
    tags,
  }));

  it("takes plain props, falsy ones too", () => {
    const [service] = Object.values<Json>(synthesized.resource.aws_ecs_service);
    expect(service).toMatchObject({ enable_execute_command: "${false}" });
    expect(service.desired_count).toMatch(/^\$\{false \? one\(data\..* : 0\}$/);
    expect(service.network_configuration.subnets).toBe('${["subnet-0123456789abcdef0"]}');
    const [logs] = Object.values<Json>(synthesized.resource.aws_cloudwatch_log_group);
    expect(logs.retention_in_days).toBe("${0}");
  });

  it("declares no variables of its own, and renders nothing undefined", () => {
    expect(Object.keys(synthesized.variable)).toEqual(["TOKEN"]);
    for (const [, value] of texts(synthesized))
      expect(value).not.toMatch(/undefined|\[object|TfToken/);
  });

  it("gives its outputs as references", () => {
    expect(synthesized.output.role.value).toMatch(/^\$\{local\.[\w-]*connector_role_arn/);
  });

  it("takes an existing secret instead of a token", () => {
    const aponoTokenSecretArn =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd";
    const { resource } = inOwnStack(() => ({ subnetIds: SUBNETS, aponoTokenSecretArn }));
    expect(Object.keys(resource)).toContain("aws_ecs_service");
  });

  it("refuses a literal token, and does not repeat it", () => {
    const construct = () => inOwnStack(() => ({ aponoToken: "t0p-s3cr3t", subnetIds: SUBNETS }));
    expect(construct).toThrow(/^EcsConnector was given "aponoToken" as a plain string/);
    expect(construct).not.toThrow(/t0p-s3cr3t/);
  });

  it("reports all bad props at once", () => {
    const construct = () =>
      inOwnStack((stack) => ({
        aponoToken: tokenOf(stack),
        subnetIds: ["subnet-1", "subnet-1"],
        vpcId: "vpc",
        numberOfInstances: 1.5,
        logGroupRetentionInDays: 2,
        permissionSets: ["everything"],
        tags: { "AWS:x": "y" },
      }));
    let message = "";
    try {
      construct();
    } catch (error) {
      message = (error as Error).message;
    }
    const [title, ...findings] = message.split("\n");
    expect(title).toBe("EcsConnector has invalid inputs:");
    expect(findings.map((line) => /^ {2}- (\w+): /.exec(line)?.[1]).sort()).toEqual([
      "logGroupRetentionInDays",
      "numberOfInstances",
      "permissionSets",
      "subnetIds",
      "subnetIds",
      "tags",
      "vpcId",
    ]);
  });
});

describe("EcsConnectorStack", () => {
  const stack: Json = JSON.parse(
    Testing.synth(new EcsConnectorStack(Testing.app(), "ecs-connector"), true),
  );
  const files: Json = buildModule("ecs-connector").toFiles();

  it("has the module's inputs, the token as APONO_TOKEN", () => {
    const { aponoToken, ...others } = files["variables.tf.json"].variable;
    const renamed = JSON.parse(
      JSON.stringify(aponoToken).replaceAll(/\baponoToken\b/g, "APONO_TOKEN"),
    );
    expect(stack.variable).toEqual({ APONO_TOKEN: renamed, ...others });
    expect(Object.keys(stack.variable)).toHaveLength(Object.keys(ecsConnectorInputs).length);
  });

  it("has the module's outputs", () => {
    expect(stack.output).toEqual(files["outputs.tf.json"].output);
    expect(Object.keys(stack.output).sort()).toEqual(Object.keys(ecsConnectorOutputs).sort());
  });

  it("configures the one provider, with no region or credential of its own", () => {
    expect(stack.provider).toEqual({ aws: [{}] });
    expect(stack.terraform.required_providers).toEqual(
      files["versions.tf.json"].terraform.required_providers,
    );
    expect(stack.terraform.required_version).toBe(">= 1.11");
  });
});
