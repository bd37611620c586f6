import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformStack, Testing } from "cdktf";
import { buildModule } from "../../../../modules";
import { OrgDelegation, orgDelegationInputs } from "../../../../modules/org-delegation";
import { EcsConnectorStack } from "../../../../stacks/ecs-connector";
import { OrgDelegationStack } from "../../../../stacks/org-delegation";
import type { Json } from "../../../support/render";

/** What of the environment the stack reads. */
const READ = ["APONO_CONNECTOR_STACK", "APONO_BACKEND"];
const before = Object.fromEntries(READ.map((name) => [name, process.env[name]]));
afterEach(() => {
  for (const name of READ) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
});

function synthesized(env: Record<string, string>): { stack: Json; dependencies: string[] } {
  Object.assign(process.env, env);
  const app: App = Testing.app();
  new EcsConnectorStack(app, "ecs-connector");
  const stack = new OrgDelegationStack(app, "org-delegation");
  return {
    stack: JSON.parse(Testing.synth(stack, true)),
    dependencies: stack.dependencies.map(({ node }) => node.id),
  };
}

const files: Json = buildModule("org-delegation").toFiles();

describe("OrgDelegationStack", () => {
  it("has the module's inputs and outputs, and a profile of its own", () => {
    const { stack, dependencies } = synthesized({});
    const { organizationProfile, ...others } = stack.variable;
    expect(others).toEqual(files["variables.tf.json"].variable);
    expect(organizationProfile).toMatchObject({ type: "string", default: null });
    expect(stack.output).toEqual(files["outputs.tf.json"].output);
    expect(stack.provider).toEqual({ aws: [{ profile: "${var.organizationProfile}" }] });
    expect(dependencies).toEqual([]);
    expect(stack.data).not.toHaveProperty("terraform_remote_state");
  });

  it("takes the role from the state of the stack that it is told, and comes after it", () => {
    const { stack, dependencies } = synthesized({ APONO_CONNECTOR_STACK: "ecs-connector" });
    expect(stack.variable).not.toHaveProperty("connectorRoleArn");
    expect(dependencies).toEqual(["ecs-connector"]);
    const [state] = Object.values<Json>(stack.data.terraform_remote_state);
    expect(state.backend).toBe("local");
    expect(state.config.path).toMatch(/(^|\/)terraform\.ecs-connector\.tfstate$/);
    expect(stack.terraform.backend.local.path).toBe(
      state.config.path.replace("ecs-connector", "org-delegation"),
    );
    expect(stack.locals.trust_policy).toBeDefined();
    expect(JSON.stringify(stack.locals.trust_policy)).toContain(
      "data.terraform_remote_state.connector.outputs.connector_role_arn",
    );
  });

  it("finds that state in whichever backend is configured", () => {
    const { stack } = synthesized({
      APONO_CONNECTOR_STACK: "ecs-connector",
      APONO_BACKEND: JSON.stringify({ s3: { bucket: "b", key: "apono/{stack}", region: "r" } }),
    });
    expect(stack.data.terraform_remote_state.connector).toEqual({
      backend: "s3",
      config: { bucket: "b", key: "apono/ecs-connector", region: "r" },
    });
  });

  it("refuses the name of a stack that there is not", () => {
    expect(() => synthesized({ APONO_CONNECTOR_STACK: "ecs" })).toThrow(
      new Error(
        'APONO_CONNECTOR_STACK names the stack "ecs", which is not a connector\'s stack. Set it to one of: ecs-connector; ' +
          "or unset it and give connectorRoleArn.",
      ),
    );
  });
});

describe("OrgDelegation in a stack of one's own", () => {
  it("takes plain props, and reports all bad ones at once", () => {
    const make = (props: object) => {
      const stack = new TerraformStack(Testing.app(), "own");
      new AwsProvider(stack, "aws", { region: "eu-central-1" });
      new OrgDelegation(stack, "delegation", {
        connectorRoleArn: "arn:aws:iam::210987654321:role/apono-connector",
        organizationalUnitIds: ["r-ab12"],
        ...props,
      });
      return JSON.parse(Testing.synth(stack, true));
    };
    const { resource } = make({ failureTolerancePercentage: 0 });
    const [set] = Object.values<Json>(resource.aws_cloudformation_stack_set);
    expect(set.operation_preferences.failure_tolerance_percentage).toBe(0);
    expect(() => make({ managementRoleName: "connector", callAs: "me" })).toThrow(
      /^OrgDelegation has invalid inputs:\n {2}- managementRoleName: "connector" .*\n {2}- callAs: "me" /,
    );
  });

  it("shares the names of inputs with the connector's stack only where they mean the same", () => {
    const { variable: connectors } = (buildModule("ecs-connector").toFiles() as Json)[
      "variables.tf.json"
    ];
    const shared = Object.keys(orgDelegationInputs).filter((name) => name in connectors);
    expect(shared.sort()).toEqual([
      "connectorId",
      "exclusivePolicies",
      "grantedRolesBoundaryArn",
      "nameSuffix",
      "tags",
    ]);
  });
});
