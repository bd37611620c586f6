import { parse } from "yaml";
import { nameOf } from "../../../modules/naming";
import { helmInputs } from "./eks-values";
import { nameEnds } from "./names";
import type { Part } from "./part";
import { assumedRolesPath, connectorRoleInputs } from "./policies";
import type { Told } from "./told";
import { type Values, block, list, object, text, texts } from "./values";

/** Names of the Helm release: this module's, and the public one's. */
const RELEASE = { own: "connector", public: "connectorHelmChart" } as const;

/** Reads a connector on EKS, of this module or the public one; undefined where there is none. */
export function readEksConnector(part: Part): Told | undefined {
  const own = part.one("helm_release", RELEASE.own);
  const release = own ?? part.one("helm_release", RELEASE.public);
  if (release === undefined) return undefined;
  const values = own === undefined ? publicValues(release) : valuesIn(release);
  if (text(object(values["apono"])["connectorId"]) === undefined) return undefined;
  const common = { module: "eks-connector", ...placeOf(part) } as const;
  const installed = text(release["version"]) ?? text(block(release["metadata"])["version"]);
  return own === undefined
    ? {
        ...common,
        tags: {},
        inputs: {
          ...helmInputs(values),
          ...releaseInputs(release),
          // The public module's chart made it.
          createNamespace: false,
        },
        untold: ["clusterName"],
        notes: [
          "It is the public module's, which makes no IAM role: the plan creates the connector's. Rotate its token afterwards, which the old state has in plain text.",
        ],
      }
    : {
        ...common,
        tags: object(part.one("aws_iam_role", "connector")?.["tags"]) as Told["tags"],
        inputs: {
          ...helmInputs(values),
          ...releaseInputs(release),
          ...ownInputs(part, release, helmInputs(values)),
        },
        untold: [
          `chartVersion (${installed ?? "unknown"} is installed)`,
          "workloadIdentity.additionalOidcProviderArns",
          ...(part.has("kubernetes_network_policy_v1", "connector")
            ? ["networkPolicy.ports", "networkPolicy.cidrBlocks"]
            : []),
        ],
        notes: [],
      };
}

function placeOf(part: Part): Pick<Told, "account" | "region"> {
  const { account_id: account, region } = part.kept("place");
  return { account: text(account), region: text(region) };
}

/** The chart's values that the module gives; further ones are a text of their own. */
const valuesIn = (release: Values): Values => object(parsed(texts(release["values"])[0]));

function parsed(yaml: string | undefined): unknown {
  try {
    return parse(yaml ?? "");
  } catch {
    return undefined;
  }
}

/** The public module sets each value by its path, the token too, which is left alone. */
function publicValues(release: Values): Values {
  const values: Record<string, unknown> = {};
  for (const each of list(release["set"]).map(object)) {
    const path = text(each["name"]);
    if (path === undefined || path === "apono.token") continue;
    const keys = path.split(".");
    const last = keys.pop()!;
    let at = values;
    for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
    at[last] = each["value"];
  }
  return values;
}

const releaseInputs = (release: Values): Values => ({
  namespace: text(release["namespace"]),
  releaseName: text(release["name"]),
  chart: text(release["chart"]),
  chartRepository: text(release["repository"]),
});

function ownInputs(part: Part, release: Values, { pods }: Values): Values {
  const chosen = object(part.one("terraform_data", "identity")?.["triggers_replace"]);
  const usesPodIdentity = chosen["identity"] !== "irsa";
  return {
    ...connectorRoleInputs(part, []),
    ...nameInputs(part),
    clusterName: chosen["clusterName"],
    identity: chosen["identity"],
    createOidcProvider: chosen["createOidcProvider"],
    oidcProviderArn: oidcProviderOf(part, chosen["createOidcProvider"] === true),
    workloadIdentity: {
      createPodIdentityAgent: part.has("aws_eks_addon", "pod_identity_agent"),
      createPodIdentityAssociation:
        !usesPodIdentity || part.has("aws_eks_pod_identity_association", "connector"),
    },
    role: roleInputs(part),
    pods: {
      ...object(pods),
      disruptionBudget: part.has("kubernetes_pod_disruption_budget_v1", "connector"),
    },
    createNamespace: part.has("kubernetes_namespace_v1", "connector"),
    helmValues: texts(release["values"])[1] ?? "",
    wait: release["wait"],
    timeout: release["timeout"],
    ...(release["wait"] === true && { atomic: release["atomic"] }),
    accessEntries: {
      create: part.has("aws_eks_access_entry", "connector"),
      namespaces: texts(
        block(part.one("aws_eks_access_policy_association", "connector")?.["access_scope"])[
          "namespaces"
        ],
      ),
    },
    networkPolicy: { create: part.has("kubernetes_network_policy_v1", "connector") },
  };
}

/** Given where none was made and none was to be looked up. */
function oidcProviderOf(part: Part, creates: boolean): string | null {
  const isMade = part.has("aws_iam_openid_connect_provider", "cluster");
  const found = part.data("aws_iam_openid_connect_provider", "cluster")[0];
  return creates && !isMade ? (text(found?.["arn"]) ?? null) : null;
}

/** The ARN of a role that others made is an output, which only a root has in its state. */
function roleInputs(part: Part): Values {
  const role = part.one("aws_iam_role", "connector");
  if (role === undefined)
    return {
      arn:
        text(part.one("aws_eks_pod_identity_association")?.["role_arn"]) ??
        text(part.outputs["connector_role_arn"]) ??
        null,
    };
  return { path: text(role["path"]) ?? "/", assumedRolesPath: assumedRolesPath(part) };
}

function nameInputs(part: Part): Values {
  const name = text(part.one("aws_iam_role", "connector")?.["name"]);
  const ends = nameEnds("connectorRole", name);
  const suffix =
    text(part.outputs["name_suffix"]) ?? ends?.suffix ?? text(part.kept("names")["derived_suffix"]);
  const usual = suffix === undefined ? undefined : nameOf("connectorRole", suffix, ends?.prefix);
  return {
    nameSuffix: suffix,
    namePrefix: ends && (ends.prefix || null),
    roleName: name === usual ? null : name,
  };
}
