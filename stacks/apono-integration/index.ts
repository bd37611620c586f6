import { type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { DeployableStack } from "../../lib/deployable-stack";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import { KeptValue } from "../../lib/kept-value";
import { type VariablesOf, declareVariables } from "../../lib/inputs";
import { local } from "../../lib/local-value";
import { declareOutputs, defineOutputs } from "../../lib/outputs";
import { Check, Import, addPreconditions } from "../../lib/terraform-features";
import {
  DEFAULT_RESOURCE_TYPES,
  integrationInputs,
  integrationTargetInputs,
} from "../../modules/integration-inputs";
import { connectorStackFor, integrated, otherStacks } from "../connector-outputs";
import {
  connectorRuns,
  nameIsFree,
  ownersFit,
  policiesAreThere,
  regionIsKnown,
  typesFit,
} from "./conditions";
import {
  AponoProvider,
  DataAponoConnector,
  DataAponoResourceIntegrations,
  ResourceIntegration,
} from "./provider";
import { type Target, givenTarget, passedTarget } from "./target";
import { requirements } from "../../modules/providers";
import { BACKEND_VARIABLE } from "../backend-variable";

const outputs = defineOutputs({
  integration_id: { description: "Id of the integration in Apono" },
  integration_name: { description: "Name of the integration" },
  integration_type: { description: "Type of the integration" },
  resource_types: { description: "Types of resources that Apono discovers" },
});

/**
 * The integration in Apono, ready to deploy: of the connector's account, or of the organization that is delegated to it.
 * `APONO_PERSONAL_TOKEN` is the API token, from the environment only.
 *
 * With `APONO_INTEGRATION` (account or organization) and `APONO_CONNECTOR_STACK` the values come from that stack's state,
 * and cdktf deploys it first and destroys it last; for an organization org-delegation, too. Otherwise they are variables.
 *
 * @throws ConfigurationError when one of the two names something that is not there
 */
export class AponoIntegrationStack extends DeployableStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      providers: requirements("apono"),
      backendVariable: BACKEND_VARIABLE,
    });
    new AponoProvider(this, "provider.apono");
    const target = this.target();
    const inputs = declareVariables(this, integrationInputs);
    const connector = new DataAponoConnector(
      this,
      "data.apono_connector.connector",
      target.connectorId,
    );
    addPreconditions(connector, connectorRuns(target));
    const { integration, types } = this.makeIntegration(target, inputs, connector);
    new Check(this, "check.resource_types", [
      typesFit(types, target),
      ...policiesAreThere(types, target),
    ]);
    declareOutputs(this, outputs, {
      integration_id: hcl`${integration.fqn}.id`,
      integration_name: hcl`${integration.fqn}.name`,
      integration_type: hcl`${integration.fqn}.type`,
      resource_types: hcl`${integration.fqn}.connected_resource_types`,
    });
  }

  private target(): Target {
    const of = integrated();
    if (of === undefined) {
      const { connectorId, integrationType } = declareVariables(this, integrationTargetInputs);
      return givenTarget(this.node.id, connectorId, integrationType);
    }
    // integrated() has seen that one is named.
    const connector = connectorStackFor(this, "connectorId")!;
    const output = this.outputsOf(connector, "connector");
    const stacks = [connector, ...(of === "organization" ? [this.delegation()] : []), this];
    const names = stacks.map(({ node }) => node.id);
    return passedTarget(output, `aws-${of}`, names);
  }

  /** The delegation's stack, which comes before this one. */
  private delegation(): TerraformStack {
    const found = otherStacks(this).find(({ node }) => node.id === "org-delegation")!;
    this.addDependency(found);
    return found;
  }

  private makeIntegration(
    target: Target,
    inputs: VariablesOf<typeof integrationInputs>,
    connector: DataAponoConnector,
  ): { integration: ResourceIntegration; types: Expression<readonly string[]> } {
    const { existingIntegrationId, integrationConfig, integrationName, resourceTypes } = inputs;
    const what = hcl`{ aws-account = "AWS account", aws-organization = "AWS organization" }`;
    const name = local(
      this,
      "integration_name",
      hcl`${integrationName} != null ? ${integrationName} : ${text`${hcl`${what}[${target.type}]`} of ${target.connectorId}`}`,
    );
    const types = local(
      this,
      "resource_types",
      hcl`tolist(${resourceTypes} != null ? ${resourceTypes} : ${DEFAULT_RESOURCE_TYPES}[${target.type}])`,
    );
    const given = {
      region: hcl`${inputs.integrationRegion} != null ? ${inputs.integrationRegion} : ${target.region}`,
      credentials_rotation_period_in_days: hcl`${inputs.credentialsRotationDays}`,
      credentials_cleanup_period_in_days: hcl`${inputs.credentialsCleanupDays}`,
    };
    const config = local(
      this,
      "integration_config",
      hcl`merge({ for key, value in ${given} : key => tostring(value) if value != null }, ${integrationConfig})`,
    );
    const { ownerType, ownersMappingType } = inputs;
    const owner = {
      attribute_type: ownerType,
      attribute_values: inputs.ownerValues,
      source_integration_name: inputs.ownerSource,
    };
    const mapping = {
      attribute_type: ownersMappingType,
      key_name: inputs.ownersMappingKey,
      source_integration_name: inputs.ownersMappingSource,
    };
    const integration = new ResourceIntegration(this, "apono_resource_integration.integration", {
      name,
      type: target.type,
      connectorId: hcl`${connector.fqn}.id`,
      connectedResourceTypes: types,
      integrationConfig: config,
      customAccessDetails: hcl`${inputs.customAccessDetails}`,
      owner: hcl`${ownerType} == null ? null : ${owner}`,
      ownersMapping: hcl`${ownersMappingType} == null ? null : ${mapping}`,
    });
    addPreconditions(integration, [
      nameIsFree(name, this.takenIds(name, existingIntegrationId), target),
      regionIsKnown(config),
      ...ownersFit(inputs),
    ]);
    new Import(this, "import.integration", integration, hcl`${existingIntegrationId}`);
    return { integration, types };
  }

  /**
   * Ids of integrations that had the name before this stack made one. Kept: later the list has the stack's own, which
   * nothing tells from another before it is in the state.
   */
  private takenIds(
    name: Expression<string>,
    existingIntegrationId: Value<string | null>,
  ): Expression<readonly string[]> {
    const same = new DataAponoResourceIntegrations(
      this,
      "data.apono_resource_integrations.same_name",
      name,
    );
    const kept = new KeptValue(this, "terraform_data.name", {
      values: {
        // The provider returns null if there is none.
        taken_by: hcl`flatten([for list in [${same.fqn}.integrations] : [for each in list : each.id if each.id != ${existingIntegrationId}] if list != null])`,
      },
      until: { name },
    });
    return kept.value("taken_by");
  }
}
