import { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { KeptValue } from "../../lib/kept-value";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { TerraformData } from "../../lib/terraform-data";
import { type Condition, Moved, addPreconditions } from "../../lib/terraform-features";
import { CHART_REPOSITORY } from "../apono";
import type { Cluster } from "./cluster";
import { releaseConditions } from "./conditions";
import type { eksConnectorInputs } from "./inputs";

/** Revisions of a release that Helm keeps, each with its token. The default of Helm's command line. */
const REVISIONS_KEPT = 10;

export interface ConnectorReleaseProps {
  readonly inputs: ResolvedInputs<typeof eksConnectorInputs>;
  /** Values for the chart, as an HCL object. */
  readonly values: Expression<object>;
  readonly cluster: Cluster;
  /** What must hold besides the inputs' conditions. */
  readonly conditions: readonly Condition[];
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The Helm release that runs the connector. */
export class ConnectorRelease extends Construct {
  readonly release: Release;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ConnectorReleaseProps,
  ) {
    super(scope, id);
    const settings = this.settings();
    this.release = new Release(this, "helm_release.connector", {
      ...settings,
      setWo: [{ name: "apono.token", type: "string", value: this.tokenForHelm().asString }],
      setWoRevision: this.tokenRevision(settings).asNumber,
      dependsOn: [...props.dependsOn],
    });
    addPreconditions(this.release, [...props.conditions, ...releaseConditions(this, props.inputs)]);
    this.refuseForeignRevision();
    // The public module's release; its chart created the namespace, so the state has nothing else of it.
    new Moved(this, "moved.public_module").add("helm_release.connectorHelmChart", this.release);
  }

  /** Every argument but the token. */
  private settings() {
    const { inputs, values, cluster } = this.props;
    const { chart, chartRepository, chartVersion, helmValues, wait, timeout, atomic } = inputs;
    const { releaseName, namespace } = inputs;
    return {
      name: hcl`${releaseName}`.asString,
      namespace: hcl`${namespace}`.asString,
      createNamespace: false,
      repository: repositoryOf(chart, chartRepository).asString,
      chart: hcl`${chart}`.asString,
      version: hcl`${chartVersion}`.asString,
      values: hcl`compact([yamlencode(${values}), ${helmValues}])`.asList,
      wait: hcl`${wait}`,
      atomic: hcl`${wait} && ${atomic}`,
      timeout: hcl`${timeout}`.asNumber,
      maxHistory: REVISIONS_KEPT,
      // Takes over an interrupted installation, and keeps the installed version if none is set. The provider asks the
      // cluster at plan, so the value is unknown until the cluster exists.
      upgradeInstall: cluster.exists,
    };
  }

  /** Helm parses what it is given: these characters mean something to it. https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set */
  private tokenForHelm(): Expression<string> {
    const { aponoToken } = this.props.inputs;
    // Null only when everything is destroyed; otherwise a precondition rejects it.
    return hcl`${aponoToken} == null ? "" : replace(${aponoToken}, "/([\\\\,{}])/", "\\$1")`;
  }

  /**
   * The revision of the write-only token. The provider passes the token to Helm only when this number rises: an upgrade for
   * any other reason would remove the token. So it rises with every change of the release: the time of the last change of
   * its settings, as yyyymmddhhmmss.
   */
  private tokenRevision(settings: object): Expression<number> {
    const changed = new TerraformData(this, "terraform_data.release_changed", {
      triggersReplace: hcl`sha256(jsonencode(${{ ...settings, aponoTokenVersion: this.props.inputs.aponoTokenVersion }}))`,
      input: hcl`tonumber(formatdate("YYYYMMDDhhmmss", plantimestamp()))`,
      lifecycle: { ignoreChanges: ["input"] },
      dependsOn: [...this.props.dependsOn],
    });
    return hcl`${changed.fqn}.input`;
  }

  /**
   * Rejects a release that was changed outside Terraform: repairing it without a new {@link tokenRevision} would remove its
   * token. Helm counts a release's revisions.
   */
  private refuseForeignRevision(): void {
    const { namespace, releaseName } = this.props.inputs;
    const { fqn } = this.release;
    const revision = hcl`${fqn}.metadata.revision`;
    const kept = new KeptValue(this, "terraform_data.release_made", {
      values: { release_revision: revision },
      // The second is unknown, and so another, where the release is made anew.
      until: { token: hcl`${fqn}.set_wo_revision`, made: hcl`${fqn}.metadata.first_deployed` },
    });
    kept.require([
      {
        condition: hcl`self.input.release_revision == ${revision}`,
        errorMessage: text`aponoTokenVersion: the Helm release ${releaseName} in the namespace ${namespace} was changed outside Terraform: it is at revision ${revision}, and Terraform made revision ${hcl`self.input.release_revision`}. Raise aponoTokenVersion by one: Terraform then restores the release with its token.`,
      },
    ]);
  }
}

/** The chart's repository; none for a path or URL, which no name in the default repository is. */
const repositoryOf = (chart: Value<string>, repository: Value<string>): Expression<string> =>
  hcl`${repository} == "" || (${repository} == ${CHART_REPOSITORY} && strcontains(${chart}, "/")) ? null : ${repository}`;

/** Commands that show why the connector does not become ready. */
export const troubleshooting = (
  namespace: Value<string>,
  releaseName: Value<string>,
): Expression<readonly string[]> => {
  const inNamespace = text`--namespace ${namespace}`;
  return hcl`[
    ${text`kubectl ${inNamespace} get pods,events --sort-by=.metadata.creationTimestamp`},
    ${text`kubectl ${inNamespace} describe pods`},
    ${text`kubectl ${inNamespace} logs --all-containers --prefix deployment/${releaseName}`},
    ${text`helm ${inNamespace} history ${releaseName}`},
  ]`;
};
