import { Construct } from "constructs";
import { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl, text } from "../../lib/hcl";
import { type ResolvedInputs, resolveInputs } from "../../lib/inputs";
import { local } from "../../lib/local-value";
import { type ConnectorNames, connectorNames } from "../connector-names";
import { idInCluster, nameOr } from "../naming-expressions";
import { ConnectorRole, type RoleChoice } from "../permissions";
import { enterCluster } from "./access-entry";
import { Cluster } from "./cluster";
import { usesPodIdentity } from "./identity";
import { installPodIdentityAgent } from "./pod-identity-agent";
import {
  annotateServiceAccount,
  associatePodIdentity,
  makesServiceAccount,
} from "./service-account";
import { eksConnectorInputs } from "./inputs";
import { OidcProvider } from "./oidc-provider";
import { ConnectorNamespace } from "./namespace";
import { limitTraffic } from "./network-policy";
import { noticePermissions } from "./permissions-notice";
import { limitDisruption, podValues } from "./pods";
import { noticeIgnored } from "./pods-notice";
import { chooseRole, pathAndName } from "./role-choice";
import { ConnectorRelease, troubleshooting } from "./release";
import { trustPolicy } from "./trust";
import { chartValues } from "./values";
import type { EksConnectorOutputs, EksConnectorProps } from "./types";

export { eksConnectorInputs } from "./inputs";
export { eksConnectorOutputs } from "./outputs";
export type { EksConnectorOutputs, EksConnectorProps } from "./types";

/**
 * The Apono connector on EKS: its role, and the Helm release that runs it.
 *
 * Declares no variable, output or provider: the published module and the deployable stack do, from
 * {@link eksConnectorInputs} and {@link eksConnectorOutputs}.
 */
export class EksConnector extends Construct {
  /** One value for each declared output. */
  readonly outputs: EksConnectorOutputs;
  /** The cluster, for the configuration of providers. */
  readonly cluster: Cluster;

  private readonly inputs: ResolvedInputs<typeof eksConnectorInputs>;
  private readonly aws: AwsContext;
  private readonly names: ConnectorNames;
  private readonly roleName: Expression<string>;

  /** @throws ConfigurationError for props that can't work, all of them at once; references are checked at plan */
  constructor(scope: Construct, id: string, props: EksConnectorProps) {
    super(scope, id);
    this.inputs = resolveInputs("EksConnector", eksConnectorInputs, props);
    const { clusterName, connectorId, roleName } = this.inputs;
    this.aws = new AwsContext(this, "aws");
    this.names = connectorNames(
      this,
      this.aws,
      "eks-connector",
      this.inputs,
      idInCluster(clusterName, connectorId),
    );
    this.roleName = local(this, "role_name", nameOr(roleName, "connectorRole", this.names));

    this.cluster = new Cluster(this, "cluster", { ...this.inputs, clusterName });
    const oidcProvider = new OidcProvider(this, "oidc-provider", {
      ...this.inputs,
      aws: this.aws,
      cluster: this.cluster,
    });
    const choice = chooseRole(this, this.aws, this.cluster, this.inputs, this.serviceAccount);
    const role = this.makeRole(oidcProvider, choice);
    role.keepExclusive();
    noticePermissions(this, this.inputs, this.cluster, choice);
    const release = this.install(oidcProvider, role, choice);

    this.outputs = {
      connector_id: this.inputs.connectorId,
      connector_version: this.inputs.connectorVersion,
      number_of_instances: this.inputs.numberOfInstances,
      cluster_name: clusterName,
      connector_role_arn: role.arn.asString,
      connector_role_name: role.roleName.asString,
      oidc_provider_arn: oidcProvider.madeArn.asString,
      namespace: this.inputs.namespace,
      service_account_name: this.inputs.serviceAccountName,
      release_name: release.release.name,
      chart_version: release.release.version,
      permission_sets: role.grantedSets,
      managed_policy_arns: role.attachedArns,
      region: this.aws.region.asString,
      name_suffix: this.names.suffix.asString,
      troubleshooting: troubleshooting(this.inputs.namespace, this.inputs.releaseName),
    };
  }

  private get serviceAccount() {
    return { namespace: this.inputs.namespace, name: this.inputs.serviceAccountName };
  }

  private makeRole(oidcProvider: OidcProvider, choice: RoleChoice): ConnectorRole {
    const { connectorId, identity, role } = this.inputs;
    return new ConnectorRole(this, "role", {
      ...this.inputs,
      aws: this.aws,
      name: this.roleName,
      namePrefix: this.names.prefix,
      path: role.path,
      assumedRolesPath: role.assumedRolesPath,
      choice,
      dependsOn: oidcProvider.ready,
      description: text`What the Apono connector ${connectorId} may do`,
      trustPolicy: trustPolicy(
        this.aws,
        this.cluster,
        oidcProvider.arn,
        identity,
        this.serviceAccount,
        this.inputs.workloadIdentity,
      ),
    });
  }

  private install(
    oidcProvider: OidcProvider,
    role: ConnectorRole,
    choice: RoleChoice,
  ): ConnectorRelease {
    const { clusterName, identity, tags } = this.inputs;
    const { createPodIdentityAssociation } = this.inputs.workloadIdentity;
    const agent = installPodIdentityAgent(this, this.cluster, this.inputs);
    const association = associatePodIdentity(this, {
      clusterName,
      when: hcl`${usesPodIdentity(identity)} && ${createPodIdentityAssociation}`,
      serviceAccount: this.serviceAccount,
      roleArn: role.arn.asString,
      tags,
      // What is made late gives IAM the time to tell the role everywhere; EKS looks at it.
      dependsOn: role.ready,
    });
    enterCluster(this, this.cluster, this.aws, this.inputs, role);
    const ownServiceAccount = local(
      this,
      "makes_service_account",
      makesServiceAccount(this.aws, identity),
    );
    const namespace = new ConnectorNamespace(this, "namespace", {
      ...this.inputs,
      cluster: this.cluster,
      nameSuffix: this.names.suffix,
      dependsOn: oidcProvider.ready,
    });
    const serviceAccount = annotateServiceAccount(this, {
      when: ownServiceAccount,
      serviceAccount: this.serviceAccount,
      roleArn: role.arn.asString,
      dependsOn: [namespace.made],
    });
    limitDisruption(this, this.inputs, [namespace.made]);
    limitTraffic(this, this.inputs, [namespace.made]);
    const own = chartValues(
      this,
      this.aws,
      this.inputs,
      pathAndName(choice, this.roleName, this.inputs.role),
      ownServiceAccount,
    );
    const pods = podValues(this, this.inputs);
    const release = new ConnectorRelease(this, "release", {
      inputs: this.inputs,
      values: hcl`merge(${own}, ${pods})`,
      cluster: this.cluster,
      conditions: [namespace.isOwn],
      dependsOn: [
        ...oidcProvider.ready,
        ...role.ready,
        agent,
        association,
        namespace.made,
        serviceAccount,
      ],
    });
    noticeIgnored(this, this.inputs, pods, release.release);
    return release;
  }
}
