import { type App, Testing } from "cdktf";
import { AponoIntegrationStack } from "../../../stacks/apono-integration";
import { EcsConnectorStack } from "../../../stacks/ecs-connector";
import { OrgDelegationStack } from "../../../stacks/org-delegation";

/** What of the environment the stacks read. */
const READ = ["APONO_CONNECTOR_STACK", "APONO_INTEGRATION", "APONO_BACKEND"];
const before = Object.fromEntries(READ.map((name) => [name, process.env[name]]));
afterEach(() => {
  for (const name of READ) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
});

function synthesized(env: Record<string, string>) {
  Object.assign(process.env, env);
  const app: App = Testing.app();
  new EcsConnectorStack(app, "ecs-connector");
  const delegation = new OrgDelegationStack(app, "org-delegation");
  const integration = new AponoIntegrationStack(app, "apono-integration");
  const dependenciesOf = (stack: AponoIntegrationStack | OrgDelegationStack) =>
    stack.dependencies.map(({ node }) => node.id);
  return {
    stack: JSON.parse(Testing.synth(integration, true)),
    text: Testing.synth(integration, true),
    dependencies: dependenciesOf(integration),
    delegationDependencies: dependenciesOf(delegation),
  };
}

const PASSED = { APONO_CONNECTOR_STACK: "ecs-connector", APONO_INTEGRATION: "account" };

describe("AponoIntegrationStack", () => {
  it("has one provider, without a setting: token and endpoint come from the environment", () => {
    const { stack, text } = synthesized(PASSED);
    expect(stack.provider).toEqual({ apono: [{}] });
    expect(stack.terraform.required_providers).toEqual({
      apono: { source: "apono-io/apono", version: ">= 1.9, < 2" },
    });
    expect(text).not.toMatch(/personal_token|PERSONAL_TOKEN/);
  });

  it("takes its values from the connector's stack, and comes after it", () => {
    const { stack, dependencies } = synthesized(PASSED);
    expect(dependencies).toEqual(["ecs-connector"]);
    expect(stack.variable).not.toHaveProperty("connectorId");
    expect(stack.variable).not.toHaveProperty("integrationType");
    expect(stack.data.apono_connector.connector.id).toBe(
      "${data.terraform_remote_state.connector.outputs.connector_id}",
    );
    expect(stack.data.terraform_remote_state.connector.backend).toBe("local");
    expect(stack.resource.apono_resource_integration.integration.connector_id).toBe(
      "${data.apono_connector.connector.id}",
    );
  });

  it("is of an organization after org-delegation", () => {
    const { stack, dependencies, delegationDependencies } = synthesized({
      ...PASSED,
      APONO_INTEGRATION: "organization",
    });
    expect(dependencies).toEqual(["ecs-connector", "org-delegation"]);
    expect(delegationDependencies).toEqual(["ecs-connector"]);
    expect(stack.resource.apono_resource_integration.integration.type).toBe(
      '${"aws-organization"}',
    );
  });

  it("keeps nobody from destroying a connector that is not integrated, or not delegated to", () => {
    const { dependencies, delegationDependencies } = synthesized({
      APONO_CONNECTOR_STACK: "ecs-connector",
    });
    expect([dependencies, delegationDependencies]).toEqual([[], ["ecs-connector"]]);
    expect(synthesized(PASSED).delegationDependencies).toEqual([]);
  });

  it("stands alone with variables, and asks for what only a connector's stack tells in no condition", () => {
    const { stack, dependencies } = synthesized({});
    expect(dependencies).toEqual([]);
    expect(stack.data).not.toHaveProperty("terraform_remote_state");
    expect(stack.data.apono_connector.connector.id).toBe("${var.connectorId}");
    expect(stack.data.apono_connector.connector).not.toHaveProperty("lifecycle");
    expect(stack.check.resource_types.assert).toHaveLength(1);
    expect(stack.variable.connectorId).not.toHaveProperty("default");
    expect(stack.variable.integrationType.default).toBe("aws-account");
  });

  it.each([
    [
      { ...PASSED, APONO_INTEGRATION: "org" },
      'APONO_INTEGRATION is "org", which is not valid. Set it to one of: account, organization; or unset it.',
    ],
    [
      { APONO_INTEGRATION: "account", APONO_CONNECTOR_STACK: "" },
      'APONO_INTEGRATION is "account", but no connector is named. Set APONO_CONNECTOR_STACK to its stack, such as ' +
        "ecs-connector; or unset APONO_INTEGRATION.",
    ],
    [
      { ...PASSED, APONO_CONNECTOR_STACK: "ecs" },
      'APONO_CONNECTOR_STACK names the stack "ecs", which is not a connector\'s stack. Set it to one of: ecs-connector, ' +
        "org-delegation; or unset it and give connectorId.",
    ],
  ])("refuses %j", (env, message) => {
    expect(() => synthesized(env)).toThrow(new Error(message));
  });
});
