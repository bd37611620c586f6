import { DataAwsIamOpenidConnectProvider } from "@cdktf/provider-aws/lib/data-aws-iam-openid-connect-provider";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { KeptValue } from "../../lib/kept-value";
import { type Expression, type StringMap, type Value, hcl, text } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { addPostconditions } from "../../lib/terraform-features";
import type { Cluster } from "./cluster";
import { usesIrsa } from "./identity";

/** Who the tokens of service accounts are for; the same in every partition. https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html */
export const AUDIENCE = "sts.amazonaws.com";

export interface OidcProviderProps {
  readonly aws: AwsContext;
  readonly cluster: Cluster;
  readonly identity: Value<string>;
  readonly createOidcProvider: Value<boolean>;
  readonly oidcProviderArn: Value<string | null>;
  readonly tags: Value<StringMap>;
}

/**
 * The IAM OIDC provider of the cluster: created, or the existing one.
 *
 * Once created it stays, even with `pod-identity`, until createOidcProvider is false: other workloads of the cluster may
 * use it.
 *
 * No thumbprint is given: IAM already trusts the certificate authorities of EKS's issuers.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export class OidcProvider extends Construct {
  /** The provider's ARN, known at plan; null with `pod-identity`. */
  readonly arn: Expression<string | null>;
  /** The provider's ARN, known after apply; null if there is none. */
  readonly madeArn: Expression<string | null>;
  /** What must exist before the role can be used. */
  readonly ready: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: OidcProviderProps,
  ) {
    super(scope, id);
    const { aws, cluster, identity, oidcProviderArn } = props;
    const made = this.make();
    this.ready = [made, this.find()];
    const prefix = text`arn:${aws.partition}:iam::${aws.accountId}:oidc-provider/`;
    const named = hcl`${oidcProviderArn} != null ? ${oidcProviderArn} : ${text`${prefix}${cluster.issuerId}`}`;
    this.arn = local(this, "oidc_provider_arn", hcl`${usesIrsa(identity)} ? ${named} : null`);
    // Terraform knows that text with a fixed start is not null, so that another connector's count can depend on it.
    const ownArn = text`${prefix}${hcl`trimprefix(one(${made.fqn}[*].arn), ${prefix})`}`;
    this.madeArn = hcl`length(${made.fqn}) > 0 ? ${ownArn} : ${this.arn}`;
  }

  private make(): IamOpenidConnectProvider {
    const { cluster, createOidcProvider, oidcProviderArn, tags } = this.props;
    const provider = new IamOpenidConnectProvider(this, "aws_iam_openid_connect_provider.cluster", {
      url: text`https://${cluster.issuerId}`.asString,
      clientIdList: [AUDIENCE],
      tags: hcl`${tags}`.asMap,
    });
    // In this order, an ARN that is not known yet does not matter.
    provider.addOverride(
      "count",
      hcl`${createOidcProvider} ? (${this.wasAskedFor()} ? (${oidcProviderArn} == null ? 1 : 0) : 0) : 0`,
    );
    return provider;
  }

  /**
   * Whether `irsa` or `both` is chosen, or was since createOidcProvider was chosen: where the choice has changed since to
   * `pod-identity`, it was one of them.
   */
  private wasAskedFor(): Expression<boolean> {
    const { cluster, identity, createOidcProvider } = this.props;
    const kept = new KeptValue(this, "terraform_data.identity", {
      values: { identity_chosen_at: hcl`plantimestamp()` },
      until: { clusterName: cluster.name, createOidcProvider, identity },
    });
    const hasChanged = hcl`${kept.value("identity_chosen_at")} != ${cluster.chosenAt}`;
    return hcl`${usesIrsa(identity)} ? true : ${hasChanged}`;
  }

  /**
   * Reads the existing provider, so that a wrong setting fails at plan. By the issuer of this plan, not the kept one:
   * Terraform would defer it to the apply while anything that it depends on is pending.
   */
  private find(): DataAwsIamOpenidConnectProvider {
    const { cluster, identity, createOidcProvider, oidcProviderArn } = this.props;
    const provider = new DataAwsIamOpenidConnectProvider(
      this,
      "data.aws_iam_openid_connect_provider.cluster",
      {
        arn: hcl`${oidcProviderArn}`.asString,
        url: hcl`${oidcProviderArn} == null ? ${cluster.foundIssuer} : null`.asString,
      },
    );
    provider.addOverride(
      "count",
      hcl`${usesIrsa(identity)} ? (${createOidcProvider} ? (${oidcProviderArn} == null ? 0 : 1) : 1) : 0`,
    );
    addPostconditions(provider, [
      {
        condition: hcl`endswith(self.arn, replace(coalesce(${cluster.foundIssuer}, "-"), "/^https:\\/\\//", ":oidc-provider/"))`,
        errorMessage: text`oidcProviderArn: ${hcl`self.arn`} belongs to another issuer than the EKS cluster ${cluster.name}, whose issuer is ${hcl`coalesce(${cluster.foundIssuer}, "none")`}. Give the ARN that ends in it, or leave oidcProviderArn out and set createOidcProvider = false to have it looked up.`,
      },
      {
        condition: hcl`contains(self.client_id_list, ${AUDIENCE})`,
        errorMessage: text`createOidcProvider: the OIDC provider ${hcl`self.arn`} lacks the audience ${AUDIENCE}, which EKS puts into the tokens of service accounts. Add it: aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${hcl`self.arn`} --client-id ${AUDIENCE}`,
      },
    ]);
    return provider;
  }
}
