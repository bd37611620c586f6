import { DataKubernetesNamespaceV1 } from "@cdktf/provider-kubernetes/lib/data-kubernetes-namespace-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import type { Condition } from "../../lib/terraform-features";
import type { Cluster } from "./cluster";

/** Annotation that says which connector created a namespace: the suffix of its names in AWS. */
const MADE_BY = "apono.io/made-by";

/** A UID as Kubernetes gives it; a namespace without one does not exist. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#uids */
const UID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

export interface ConnectorNamespaceProps {
  readonly namespace: Value<string>;
  readonly createNamespace: Value<boolean>;
  readonly cluster: Cluster;
  readonly nameSuffix: Expression<string>;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The connector's namespace, unless it exists already. */
export class ConnectorNamespace extends Construct {
  readonly made: NamespaceV1;
  /** Rejects a namespace that this connector did not create, before anything is created. */
  readonly isOwn: Condition;

  constructor(scope: Construct, id: string, props: ConnectorNamespaceProps) {
    super(scope, id);
    const { namespace, createNamespace, cluster, nameSuffix, dependsOn } = props;
    this.made = new NamespaceV1(this, "kubernetes_namespace_v1.connector", {
      metadata: {
        name: hcl`${namespace}`.asString,
        annotations: { [MADE_BY]: nameSuffix.asString },
      },
      // A namespace from before the annotation existed stays without it.
      lifecycle: { ignoreChanges: ["metadata[0].annotations"] },
      dependsOn: [...dependsOn],
    });
    const count = hcl`${createNamespace} ? 1 : 0`;
    this.made.addOverride("count", count);

    const found = new DataKubernetesNamespaceV1(this, "data.kubernetes_namespace_v1.existing", {
      // Nothing is read before the cluster exists.
      metadata: { name: hcl`${cluster.data.endpoint} != "" ? ${namespace} : ""`.asString },
    });
    found.addOverride("count", count);
    const madeBy = (which: string) =>
      hcl`try(one(${which}[*].metadata)[0].annotations[${MADE_BY}], "")`;
    const exists = hcl`can(regex(${UID}, one(${found.fqn}[*].metadata)[0].uid))`;
    this.isOwn = {
      condition: local(
        this,
        "namespace_is_own",
        hcl`!${exists} || ${madeBy(found.fqn)} == ${nameSuffix} || ${madeBy(this.made.fqn)} != ${nameSuffix}`,
      ),
      errorMessage: text`createNamespace: the namespace ${namespace} already exists, and this connector did not create it. Set createNamespace = false to install the connector in it (also when you upgrade from the public module, whose chart created it), or choose another namespace.`,
    };
  }
}
