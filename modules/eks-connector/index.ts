import { Construct } from "constructs";
import { AwsContext } from "../../lib/aws-context";
import { type Expression, text } from "../../lib/hcl";
import { type ResolvedInputs, resolveInputs } from "../../lib/inputs";
import { local } from "../../lib/local";
import type { OutputValues } from "../../lib/outputs";
import { ConnectorRole, connectorRoleName } from "../permissions";
import { Cluster } from "./cluster";
import { annotateServiceAccount, associatePodIdentity, makesServiceAccount } from "./identity";
import { type EksConnectorProps, eksConnectorInputs } from "./inputs";
import { OidcProvider } from "./oidc-provider";
import type { eksConnectorOutputs } from "./outputs";
import { ConnectorRelease, makeNamespace, troubleshooting } from "./release";
import { trustPolicy } from "./trust";
import { chartValues } from "./values";

export { type EksConnectorProps, eksConnectorInputs } from "./inputs";
export { eksConnectorOutputs } from "./outputs";

/**
 * The Apono connector on EKS: its role, and the Helm release that runs it.
 *
 * Declares no variable, output or provider: the published module and the deployable stack do, from
 * {@link eksConnectorInputs} and {@link eksConnectorOutputs}.
 */
export class EksConnector extends Construct {
  /** One value for each declared output. */
  readonly outputs: OutputValues<typeof eksConnectorOutputs>;
  /** The cluster, for whoever configures providers from it. */
  readonly cluster: Cluster;

  private readonly inputs: ResolvedInputs<typeof eksConnectorInputs>;
  private readonly aws: AwsContext;
  private readonly roleName: Expression;

  /** @throws ConfigurationError for props that can't work, all of them at once; references are checked at plan */
  constructor(scope: Construct, id: string, props: EksConnectorProps) {
    super(scope, id);
    this.inputs = resolveInputs("EksConnector", eksConnectorInputs, props);
    const { clusterName, connectorId, nameSuffix, roleName } = this.inputs;
    this.aws = new AwsContext(this, "aws");
    const suffix = local(this, "name_suffix", this.aws.nameSuffix(nameSuffix, connectorId));
    this.roleName = connectorRoleName(this, roleName, suffix);

    this.cluster = new Cluster(this, "cluster", clusterName!, this.inputs.identity);
    const oidcProvider = new OidcProvider(this, "oidc-provider", {
      ...this.inputs,
      aws: this.aws,
      cluster: this.cluster,
    });
    const role = this.makeRole(oidcProvider);
    const release = this.install(oidcProvider, role);

    this.outputs = {
      connector_id: this.inputs.connectorId,
      connector_version: this.inputs.connectorVersion,
      number_of_instances: this.inputs.numberOfInstances,
      cluster_name: this.cluster.name,
      connector_role_arn: role.role.arn,
      connector_role_name: role.role.name,
      oidc_provider_arn: oidcProvider.arn,
      namespace: this.inputs.namespace,
      service_account_name: this.inputs.serviceAccountName,
      release_name: release.release.name,
      chart_version: release.release.version,
      permission_sets: role.grantedSets,
      name_suffix: suffix,
      troubleshooting: troubleshooting(this.inputs.namespace),
    };
  }

  private get serviceAccount() {
    return { namespace: this.inputs.namespace, name: this.inputs.serviceAccountName };
  }

  private makeRole(oidcProvider: OidcProvider): ConnectorRole {
    const { connectorId, identity } = this.inputs;
    return new ConnectorRole(this, "role", {
      ...this.inputs,
      aws: this.aws,
      name: this.roleName,
      dependsOn: oidcProvider.ready,
      description: text`What the Apono connector ${connectorId} may do`,
      trustPolicy: trustPolicy(
        this.aws,
        this.cluster,
        oidcProvider.arn,
        identity,
        this.serviceAccount,
      ),
    });
  }

  private install(oidcProvider: OidcProvider, role: ConnectorRole): ConnectorRelease {
    const { clusterName, identity, namespace, createNamespace, tags } = this.inputs;
    const association = associatePodIdentity(this, {
      clusterName: clusterName!,
      identity,
      serviceAccount: this.serviceAccount,
      roleArn: role.role.arn,
      tags,
    });
    const ownServiceAccount = local(
      this,
      "makes_service_account",
      makesServiceAccount(this.aws, identity),
    );
    const madeNamespace = makeNamespace(this, {
      namespace,
      createNamespace,
      dependsOn: oidcProvider.ready,
    });
    const serviceAccount = annotateServiceAccount(this, {
      when: ownServiceAccount,
      serviceAccount: this.serviceAccount,
      roleArn: role.role.arn,
      dependsOn: [madeNamespace],
    });
    return new ConnectorRelease(this, "release", {
      inputs: this.inputs,
      values: chartValues(this, this.aws, this.inputs, this.roleName, ownServiceAccount),
      dependsOn: [...oidcProvider.ready, ...role.ready, association, madeNamespace, serviceAccount],
    });
  }
}
