// Written by `npm run docs` from inputs.ts and outputs.ts.
import type { IResolvable } from "cdktf";
import type { StringMap, Value } from "../../lib/inputs/prop-types";

/** Props of {@link EksConnector}. */
export interface EksConnectorProps {
  /**
   * The connector's token from Apono. Ephemeral: it is written to its destination and never stored in state or plan.
   * @default - none
   */
  readonly aponoToken?: string;
  /**
   * Raise it by one to push a new token: Terraform can't see that a value it never stores has changed.
   * @default 1
   */
  readonly aponoTokenVersion?: number;
  /**
   * The connector's ID in Apono. All instances of a connector share it; each connector needs its own.
   * @default "k8s-connector"
   */
  readonly connectorId?: string;
  /**
   * Number of instances; more than one for high availability. 0 pauses the connector.
   * @default 1
   */
  readonly numberOfInstances?: number;
  /**
   * Host of Apono's API, which the connector connects to.
   * @default "api.apono.io"
   */
  readonly aponoUrl?: string;
  /**
   * Name of the connector's IAM role. `apono-connector-role-<suffix>` when left out.
   * @default - none
   */
  readonly roleName?: string;
  /**
   * Grant the connector what it needs to manage this account. When false it may only assume roles named apono-* and use
   * what is tagged for it, and manages what those roles allow.
   * @default true
   */
  readonly withPermissions?: Value<boolean>;
  /**
   * Grant exactly these permission sets instead of all. Sets: remote-management, tagged-secrets, tagged-kms-keys,
   * tagged-lambda-functions, cloudtrail-logs, connector-logs, ec2-read, ecr-read, eks-read, eks-write, iam-access,
   * rds-connect, rds-read, resource-tags-read, s3-read, ssm-parameters-read, identity-center, cloudformation-read,
   * resource-explorer-read, security-audit, corrections.
   * @default - none
   */
  readonly permissionSets?: readonly string[];
  /**
   * ARNs of further managed policies to attach to the connector's role. They must be known at plan; for policies that the
   * same apply creates use extraManagedPolicies.
   * @default []
   */
  readonly extraManagedPolicyArns?: readonly string[];
  /**
   * Further managed policies to attach, as ARNs by keys of your choice. Only the keys must be known at plan.
   * @default {}
   */
  readonly extraManagedPolicies?: Value<StringMap>;
  /**
   * Remove from the connector's role, at each apply, every policy that the module did not add, such as one attached by
   * hand. When false such policies stay, and no plan shows them.
   * @default false
   */
  readonly exclusivePolicies?: Value<boolean>;
  /**
   * ARN of the permissions boundary of the roles that the module creates.
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;
  /**
   * ARN of the permissions boundary that every role and user which the connector creates or changes must have; the
   * connector then has no known way to exceed it. Apono must send it. No limit when left out.
   * @default - none
   */
  readonly grantedRolesBoundaryArn?: string;
  /**
   * Names of further roles in this account that the connector must not change, such as those of org-delegation if you
   * named them. An asterisk stands for any characters.
   * @default []
   */
  readonly protectedRoleNames?: readonly string[];
  /**
   * Suffix of the names in AWS. 8 hex digits derived from account, region and connectorId when left out.
   * @default - none
   */
  readonly nameSuffix?: string;
  /**
   * Tags for every resource that supports them.
   * @default {}
   */
  readonly tags?: Value<StringMap>;
  /**
   * Put before every name in AWS that the module makes, in a log group's name after `/ecs/`. None when left out. A change
   * replaces what is named.
   * @default - none
   */
  readonly namePrefix?: string;
  /**
   * The connector's IAM role: made by others, or by the module with a path. `permissions hand-over` prints what a role
   * made by others needs.
   * @default {}
   */
  readonly role?: {
    /**
     * ARN of the role, of this account, that the connector's pods take; the module then makes none, and grants it nothing.
     * The cluster's OIDC provider is still made unless createOidcProvider is false.
     * @default - none
     */
    readonly arn?: string;
    /**
     * Whether the module makes the role. Decided by the ARN when left out, which must then be known at plan: set it to
     * false if the same apply makes the role.
     * @default - none
     */
    readonly create?: Value<boolean>;
    /**
     * IAM path of the role that the module makes. A change replaces them.
     * @default "/"
     */
    readonly path?: string;
    /**
     * IAM path of roles named apono-* that the connector may assume besides those without a path: the rolePath of
     * org-delegation or account-delegation.
     * @default "/"
     */
    readonly assumedRolesPath?: string;
  };
  /** Name of the EKS cluster in which the connector runs. */
  readonly clusterName: string;
  /**
   * How the connector's pods assume their role: `irsa` (the cluster's OIDC provider) or `pod-identity` (EKS Pod Identity;
   * its agent must run in the cluster). `both` is for moving from one to the other: new pods use Pod Identity.
   * @default "irsa"
   */
  readonly identity?: string;
  /**
   * Create the IAM OIDC provider of the cluster. IAM allows one per cluster: set it to false if the cluster has one
   * already, which is then looked up. No effect when oidcProviderArn is set. With `pod-identity` none is created, and one
   * that was created for `irsa` stays until this is false.
   * @default true
   */
  readonly createOidcProvider?: Value<boolean>;
  /**
   * ARN of the cluster's IAM OIDC provider, if it exists already. With createOidcProvider = false it need not be known at
   * plan.
   * @default - none
   */
  readonly oidcProviderArn?: string;
  /**
   * How the connector's pods assume their role, besides identity.
   * @default {}
   */
  readonly workloadIdentity?: {
    /**
     * ARNs of the IAM OIDC providers of further clusters whose connector assumes this role, in the same namespace and by
     * the same service account. With more than 3, IAM's quota `Role trust policy length` (2048 characters) must be raised.
     * @default []
     */
    readonly additionalOidcProviderArns?: readonly string[];
    /**
     * Create the add-on `eks-pod-identity-agent`, which `pod-identity` needs. A cluster has it once, and EKS Auto Mode
     * built in. It stays in the cluster when it is destroyed here, as other pods may use it.
     * @default false
     */
    readonly createPodIdentityAgent?: Value<boolean>;
    /**
     * Create the Pod Identity association. Set it to false for one of your own, such as with a target role in another
     * account.
     * @default true
     */
    readonly createPodIdentityAssociation?: Value<boolean>;
    /**
     * Whether the association sends session tags, by which the role's trust is limited to one service account. Set it to
     * false if your own association disables them: any association of this cluster can then have the role.
     * @default true
     */
    readonly podIdentitySessionTags?: Value<boolean>;
  };
  /**
   * Access entry for the connector's role in this cluster, with which it manages Kubernetes roles and bindings by its IAM
   * role instead of its service account.
   * @default {}
   */
  readonly accessEntries?: {
    /**
     * Create the access entry, with the access policy AmazonEKSClusterAdminPolicy: only it may grant what its holder does
     * not have. The cluster's authentication mode must be API or API_AND_CONFIG_MAP.
     * @default false
     */
    readonly create?: Value<boolean>;
    /**
     * Namespaces that the access policy covers; the whole cluster when left out.
     * @default []
     */
    readonly namespaces?: readonly string[];
  };
  /**
   * Kubernetes namespace of the connector.
   * @default "apono-connector"
   */
  readonly namespace?: string;
  /**
   * Name of the Helm release and of the chart's resources. Each connector in a cluster needs its own.
   * @default "apono-connector"
   */
  readonly releaseName?: string;
  /**
   * Create the namespace. Set it to false if the namespace exists already, as after the public module, whose chart
   * created it.
   * @default true
   */
  readonly createNamespace?: Value<boolean>;
  /**
   * Kubernetes service account of the connector; the only one that can assume its role.
   * @default "apono"
   */
  readonly serviceAccountName?: string;
  /**
   * Where the connector's pods run, and what they carry. Which of it takes effect is up to the chart: what the installed
   * one ignores is told with a warning. It must be known at plan.
   * @default {}
   */
  readonly pods?: {
    /**
     * PriorityClass of the pods, which must exist.
     * @default - none
     */
    readonly priorityClassName?: string;
    /**
     * Spread the instances over zones and nodes where there are several, as a preference: sets topologySpreadConstraints
     * and affinity, of which charts know one or both.
     * @default false
     */
    readonly spread?: Value<boolean>;
    /**
     * Create a PodDisruptionBudget, so that draining nodes takes one instance at a time. None with fewer than two
     * instances. Leave it out if the chart creates one: Kubernetes evicts no pod that has two.
     * @default false
     */
    readonly disruptionBudget?: Value<boolean>;
    /**
     * Labels of the nodes that the pods may run on.
     * @default {}
     */
    readonly nodeSelector?: Value<StringMap>;
    /**
     * Taints that the pods tolerate, such as `{ key = "dedicated", operator = "Equal", value = "access", effect =
     * "NoSchedule" }`; also `tolerationSeconds`.
     * @default []
     */
    readonly tolerations?: Value<readonly StringMap[]>;
    /**
     * Names of Secrets in the connector's namespace with which the image is pulled from a private mirror. They must exist
     * before the pods: use createNamespace = false and a namespace that has them.
     * @default []
     */
    readonly imagePullSecrets?: readonly string[];
    /**
     * Annotations of the pods.
     * @default {}
     */
    readonly annotations?: Value<StringMap>;
  };
  /**
   * Network policy for the connector's pods: nothing in, and out only DNS, TCP port 443 and what is given here. It takes
   * effect where the cluster's network plugin enforces network policies.
   * @default {}
   */
  readonly networkPolicy?: {
    /**
     * Create the network policy.
     * @default false
     */
    readonly create?: Value<boolean>;
    /**
     * Further TCP ports and ranges of ports to let out, such as `5432` and `27017-27019`: what the databases and hosts need
     * that Apono manages.
     * @default []
     */
    readonly ports?: readonly string[];
    /**
     * Destinations of these further ports, IPv4 and IPv6; anywhere when left out.
     * @default []
     */
    readonly cidrBlocks?: readonly string[];
  };
  /**
   * CPU limit of an instance.
   * @default "1000m"
   */
  readonly cpu?: string;
  /**
   * CPU request of an instance.
   * @default "500m"
   */
  readonly cpuRequests?: string;
  /**
   * Memory limit of an instance.
   * @default "2G"
   */
  readonly memory?: string;
  /**
   * Memory request of an instance.
   * @default "1G"
   */
  readonly memoryRequests?: string;
  /**
   * Version of the connector: the image's tag.
   * @default "v1.7.8"
   */
  readonly connectorVersion?: string;
  /**
   * Repository of the connector's image, without tag. The cluster's nodes must be able to pull from a mirror.
   * @default "registry.apono.io/apono-connector"
   */
  readonly imageRepository?: string;
  /**
   * Name of the Helm chart in chartRepository. Or a path, such as `./charts/apono-connector`, a URL (`https://` or
   * `oci://`), or, with an empty chartRepository, `alias/name` of a repository that Helm knows.
   * @default "apono-connector"
   */
  readonly chart?: string;
  /**
   * URL of the Helm repository (https:// or oci://) that holds the chart. Not used when chart is a path or URL. Helm's
   * own login applies to a private one.
   * @default "https://apono-io.github.io/apono-helm-charts/"
   */
  readonly chartRepository?: string;
  /**
   * Exact version of the chart. When left out, the newest at the first installation; later applies keep it.
   * @default - none
   */
  readonly chartVersion?: string;
  /**
   * Further values for the chart, as YAML; merged over the module's, key by key. The token and the service account have
   * their own inputs.
   * @default ""
   */
  readonly helmValues?: string;
  /**
   * Wait until the connector's pods are ready before the apply ends.
   * @default true
   */
  readonly wait?: Value<boolean>;
  /**
   * How long to wait for the chart to become ready, in seconds.
   * @default 300
   */
  readonly timeout?: number;
  /**
   * Roll back when the pods don't become ready in time: to the release before, or uninstall at the first installation.
   * Requires wait.
   * @default true
   */
  readonly atomic?: Value<boolean>;
}

/** Outputs of {@link EksConnector}: references for other constructs and for outputs of the stack. */
export interface EksConnectorOutputs {
  /** The connector's ID in Apono */
  readonly connector_id: string;
  /** Version of the connector's image */
  readonly connector_version: string;
  /** Number of instances */
  readonly number_of_instances: number;
  /** Name of the EKS cluster that the connector runs in */
  readonly cluster_name: string;
  /** ARN of the connector's IAM role; what org-delegation and Apono ask for */
  readonly connector_role_arn: string;
  /** Name of the connector's IAM role */
  readonly connector_role_name: string;
  /** ARN of the cluster's IAM OIDC provider, for the oidcProviderArn of a second connector; null if there is none */
  readonly oidc_provider_arn: string;
  /** Kubernetes namespace of the connector */
  readonly namespace: string;
  /** Kubernetes service account that assumes the role */
  readonly service_account_name: string;
  /** Name of the Helm release */
  readonly release_name: string;
  /** Version of the installed chart */
  readonly chart_version: string;
  /** Names of the granted permission sets */
  readonly permission_sets: IResolvable;
  /** ARNs of the managed policies of the connector's role */
  readonly managed_policy_arns: IResolvable;
  /** AWS region that the connector runs in */
  readonly region: string;
  /** Suffix of the names in AWS */
  readonly name_suffix: string;
  /** Commands that show why the connector does not become ready, as a list */
  readonly troubleshooting: IResolvable;
}
