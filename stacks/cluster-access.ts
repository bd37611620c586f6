import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Construct } from "constructs";
import { type Expression, hcl, text } from "../lib/hcl";
import { type Condition, EphemeralResource } from "../lib/terraform-features";
import type { EksConnectorProps } from "../modules/eks-connector";
import type { Cluster } from "../modules/eks-connector/cluster";

/**
 * Seconds that Terraform can wait with one token: 15 minutes, less one for what comes before the release.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/token.go (presignedURLExpiration)
 */
const LONGEST_WAIT = 14 * 60;

export interface ClusterAccessProps extends Pick<
  EksConnectorProps,
  "wait" | "atomic" | "timeout" | "chart" | "chartRepository"
> {
  readonly cluster: Cluster;
  /** `token` or `aws-cli`. */
  readonly clusterCredentials?: string;
  /** User of the OCI registry that holds the chart. @default - no login */
  readonly chartRegistryUsername?: string;
  /** That user's password; ephemeral. */
  readonly chartRegistryPassword?: string;
}

/** The helm and kubernetes providers of a stack, authenticated by the AWS credentials; the token is not stored. */
export class ClusterAccess extends Construct {
  /** One token must be valid for the whole wait, and a login needs a registry and a password. */
  readonly conditions: readonly Condition[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterAccessProps,
  ) {
    super(scope, id);
    this.configureProviders();
    this.conditions = [this.requireLivingToken(), this.requireWholeLogin()];
  }

  private get isByCli(): Expression<boolean> {
    return hcl`${this.props.clusterCredentials} == "aws-cli"`;
  }

  /** Address of the OCI registry that holds the chart; that of another repository is none. */
  private get registryUrl(): Expression<string> {
    const { chart, chartRepository } = this.props;
    return hcl`startswith(${chart}, "oci://") ? ${chart} : ${chartRepository}`;
  }

  private get registries(): Expression<object[] | null> {
    const { chartRegistryUsername: username, chartRegistryPassword: password } = this.props;
    const login = { url: this.registryUrl, username, password };
    return hcl`${username} == null ? null : [${login}]`;
  }

  private configureProviders(): void {
    const { data } = this.props.cluster;
    const credentials = new EphemeralResource(
      this,
      "ephemeral.aws_eks_cluster_auth.this",
      "aws_eks_cluster_auth",
      { name: data.name },
    );
    const token = credentials.attribute("token");
    const access = {
      host: data.endpoint,
      clusterCaCertificate: hcl`base64decode(${data.fqn}.certificate_authority[0].data)`.asString,
      token: hcl`${this.isByCli} ? null : ${token}`.asString,
    };
    const region = hcl`split(":", ${data.arn})[3]`;
    const exec = {
      api_version: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      // https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html
      args: hcl`["eks", "get-token", "--cluster-name", ${data.name}, "--region", ${region}, "--output", "json"]`,
    };
    const helm = new HelmProvider(this, "provider.helm", { kubernetes: access });
    helm.addOverride("kubernetes.exec", hcl`${this.isByCli} ? ${exec} : null`);
    helm.addOverride("registries", this.registries);
    const kubernetes = new KubernetesProvider(this, "provider.kubernetes", access);
    kubernetes.addOverride("dynamic.exec", {
      for_each: hcl`${this.isByCli} ? [true] : []`,
      content: exec,
    });
  }

  /** The release waits for the pods, and with atomic again for the rollback. */
  private requireLivingToken(): Condition {
    const { wait, atomic, timeout } = this.props;
    const times = hcl`${atomic} ? 2 : 1`;
    return {
      condition: hcl`${this.isByCli} || !${wait} || ${timeout} * (${times}) <= ${LONGEST_WAIT}`,
      errorMessage: text`timeout: the token with which Terraform gets into the cluster lives for 15 minutes and is not renewed, and waiting for ${timeout} seconds${hcl`${atomic} ? " and as long again for the rollback" : ""`} could outlast it: the apply would end in "Unauthorized". Give at most ${hcl`floor(${LONGEST_WAIT} / (${times}))`} seconds, or set clusterCredentials = "aws-cli" (TF_VAR_clusterCredentials), with the AWS CLI on the PATH.`,
    };
  }

  private requireWholeLogin(): Condition {
    const { chartRegistryUsername: username, chartRegistryPassword: password } = this.props;
    return {
      condition: hcl`${username} == null ? ${password} == null : ${password} != null && startswith(${this.registryUrl}, "oci://")`,
      errorMessage: text`chartRegistryUsername and chartRegistryPassword (TF_VAR_chartRegistryPassword) belong together, and to a chart in an OCI registry: the chart comes from ${hcl`coalesce(${this.registryUrl}, "a path")`}. Set both with oci:// in chartRepository or chart, or neither. For a repository of another kind: helm repo add <alias> <url> --username <user>, then chart = "<alias>/apono-connector" and chartRepository = "".`,
    };
  }
}
