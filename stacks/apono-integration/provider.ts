import { TerraformDataSource, TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { Expression, StringMap } from "../../lib/hcl";

/*
 * The provider apono-io/apono, as much of it as one stack needs: bindings that cdktf makes of its whole schema would be
 * thousands of lines. https://registry.terraform.io/providers/apono-io/apono/latest/docs
 */

const METADATA = { providerName: "apono" };

/** The provider. Endpoint and API token come from the environment only: APONO_ENDPOINT, APONO_PERSONAL_TOKEN. */
export class AponoProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: "apono",
      terraformProviderSource: "apono-io/apono",
      terraformGeneratorMetadata: METADATA,
    });
  }

  protected override synthesizeAttributes(): Record<string, never> {
    return {};
  }
}

/** A data source of the provider. */
class AponoData extends TerraformDataSource {
  /** @param args its arguments, each HCL */
  constructor(
    scope: Construct,
    id: string,
    type: string,
    private readonly args: Readonly<Record<string, Expression>>,
  ) {
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata: METADATA });
  }

  protected override synthesizeAttributes(): Record<string, Expression> {
    return { ...this.args };
  }
}

/** A connector that Apono knows; the plan fails where it does not. */
export class DataAponoConnector extends AponoData {
  /** @param connectorId HCL of its id in Apono */
  constructor(scope: Construct, id: string, connectorId: Expression<string>) {
    super(scope, id, "apono_connector", { id: connectorId });
  }
}

/** The integrations of a name, as `integrations`: a list with `id`, `name`, `type`, `connector_id`. */
export class DataAponoResourceIntegrations extends AponoData {
  /** @param name HCL; not case-sensitive, and * stands for anything */
  constructor(scope: Construct, id: string, name: Expression<string>) {
    super(scope, id, "apono_resource_integrations", { name });
  }
}

/** Arguments of {@link ResourceIntegration}, each HCL. */
export interface ResourceIntegrationProps {
  /** Unique in Apono. */
  readonly name: Expression<string>;
  /** `aws-account` or `aws-organization`. */
  readonly type: Expression<string>;
  readonly connectorId: Expression<string>;
  /** A list, of at least one. */
  readonly connectedResourceTypes: Expression<readonly string[]>;
  /** A map of texts: what Apono's catalog has as the type's params. */
  readonly integrationConfig: Expression<StringMap>;
  /** Null, or at most 400 characters. */
  readonly customAccessDetails: Expression<string | null>;
  /** Null, or `attribute_type`, `attribute_values`, `source_integration_name`. */
  readonly owner: Expression<object | null>;
  /** Null, or `attribute_type`, `key_name`, `source_integration_name`. */
  readonly ownersMapping: Expression<object | null>;
}

/** An integration in Apono. https://registry.terraform.io/providers/apono-io/apono/latest/docs/resources/resource_integration */
export class ResourceIntegration extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ResourceIntegrationProps,
  ) {
    super(scope, id, {
      terraformResourceType: "apono_resource_integration",
      terraformGeneratorMetadata: METADATA,
    });
  }

  protected override synthesizeAttributes(): Record<string, Expression> {
    const { props } = this;
    return {
      name: props.name,
      type: props.type,
      connector_id: props.connectorId,
      connected_resource_types: props.connectedResourceTypes,
      integration_config: props.integrationConfig,
      custom_access_details: props.customAccessDetails,
      owner: props.owner,
      owners_mapping: props.ownersMapping,
    };
  }
}
