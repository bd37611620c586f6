import { Release } from "@cdktf/provider-helm/lib/release";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { DataResource, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Expression, hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { Moved, addPreconditions } from "../../lib/terraform-features";
import { releaseConditions } from "./conditions";
import type { eksConnectorInputs } from "./inputs";

/** Name of the release, as in the public module and in Apono's instructions. */
export const RELEASE_NAME = "apono-connector";

/** Helm keeps this many revisions of a release, each with the token of its time. The default of Helm's command line. */
const REVISIONS_KEPT = 10;

/** What {@link ConnectorRelease} needs. */
export interface ConnectorReleaseProps {
  readonly inputs: ResolvedInputs<typeof eksConnectorInputs>;
  /** Values for the chart, as an HCL object. */
  readonly values: Expression;
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
    addPreconditions(this.release, releaseConditions(this, props.inputs));
    // The public module's; its namespace came with the chart, so nothing else of it is in the state.
    new Moved(this, "moved.public_module").add("helm_release.connectorHelmChart", this.release);
  }

  /** Every argument but the token. */
  private settings() {
    const { inputs, values } = this.props;
    const { namespace, chart, chartRepository, chartVersion, helmValues, wait, timeout, atomic } =
      inputs;
    return {
      name: RELEASE_NAME,
      namespace: hcl`${namespace}`.asString,
      createNamespace: false,
      repository: hcl`${chartRepository} == "" ? null : ${chartRepository}`.asString,
      chart: hcl`${chart}`.asString,
      version: hcl`${chartVersion}`.asString,
      values: hcl`compact([yamlencode(${values}), ${helmValues}])`.asList,
      wait: hcl`${wait}`,
      atomic: hcl`${wait} && ${atomic}`,
      timeout: hcl`${timeout}`.asNumber,
      maxHistory: REVISIONS_KEPT,
      // What a broken-off installation left is taken over, and a chart without a version stays at the installed one.
      upgradeInstall: true,
    };
  }

  /** Helm parses what it is given: these characters mean something to it. https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set */
  private tokenForHelm(): Expression {
    const { aponoToken } = this.props.inputs;
    // Null when all is destroyed; everywhere else a precondition has refused that.
    return hcl`${aponoToken} == null ? "" : replace(${aponoToken}, "/([\\\\,{}])/", "\\$1")`;
  }

  /**
   * The revision of the write-only token. The provider hands the token to Helm only where this number rises: an upgrade
   * for any other reason would take the token away. So it rises with every change of the release: the time at which
   * its settings last changed, as yyyymmddhhmmss.
   */
  private tokenRevision(settings: object): Expression {
    const changed = new DataResource(this, "terraform_data.release_changed", {
      triggersReplace: hcl`sha256(jsonencode(${{ ...settings, aponoTokenVersion: this.props.inputs.aponoTokenVersion }}))`,
      input: hcl`tonumber(formatdate("YYYYMMDDhhmmss", plantimestamp()))`,
      lifecycle: { ignoreChanges: ["input"] },
      dependsOn: [...this.props.dependsOn],
    });
    return hcl`${changed.fqn}.input`;
  }
}

/** The connector's namespace, unless it exists already. */
export function makeNamespace(
  scope: Construct,
  props: {
    readonly namespace: unknown;
    readonly createNamespace: unknown;
    readonly dependsOn: readonly ITerraformDependable[];
  },
): ITerraformDependable {
  const made = new NamespaceV1(scope, "kubernetes_namespace_v1.connector", {
    metadata: { name: hcl`${props.namespace}`.asString },
    dependsOn: [...props.dependsOn],
  });
  made.addOverride("count", hcl`${props.createNamespace} ? 1 : 0`);
  return made;
}

/** What to look at when the connector does not become ready. */
export const troubleshooting = (namespace: unknown): Expression => {
  const inNamespace = text`--namespace ${namespace}`;
  return hcl`[
    ${text`kubectl ${inNamespace} get pods,events --sort-by=.metadata.creationTimestamp`},
    ${text`kubectl ${inNamespace} describe pods`},
    ${text`kubectl ${inNamespace} logs --all-containers --prefix deployment/${RELEASE_NAME}`},
    ${text`helm ${inNamespace} history ${RELEASE_NAME}`},
  ]`;
};
