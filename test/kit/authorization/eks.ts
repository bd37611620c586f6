import type { ApiCall } from "../aws-calls";
import { type AuthorizationRequest, type CallPlace, arnAt, parametersOf, request } from "./request";

const NAMES: Readonly<Record<string, string>> = {
  "POST /clusters/*/pod-identity-associations": "CreatePodIdentityAssociation",
  "GET /clusters/*/pod-identity-associations/*": "DescribePodIdentityAssociation",
  "POST /clusters/*/pod-identity-associations/*": "UpdatePodIdentityAssociation",
  "DELETE /clusters/*/pod-identity-associations/*": "DeletePodIdentityAssociation",
  "POST /clusters/*/addons": "CreateAddon",
  "GET /clusters/*/addons/*": "DescribeAddon",
  "POST /clusters/*/addons/*/update": "UpdateAddon",
  "DELETE /clusters/*/addons/*": "DeleteAddon",
  "POST /clusters/*/access-entries": "CreateAccessEntry",
  "GET /clusters/*/access-entries/*": "DescribeAccessEntry",
  "POST /clusters/*/access-entries/*": "UpdateAccessEntry",
  "DELETE /clusters/*/access-entries/*": "DeleteAccessEntry",
  "POST /clusters/*/access-entries/*/access-policies": "AssociateAccessPolicy",
  "GET /clusters/*/access-entries/*/access-policies": "ListAssociatedAccessPolicies",
  "DELETE /clusters/*/access-entries/*/access-policies/*": "DisassociateAccessPolicy",
  "GET /clusters/*": "DescribeCluster",
  "GET /clusters": "ListClusters",
};

/** Where a path has a name or an ID; `update` of an add-on is none. */
const VARIABLE = [2, 4, 6];

type Part = (
  cluster: string,
  id: string | undefined,
  text: ReturnType<typeof parametersOf>["text"],
) => string;

/** The ARN's end of what belongs to a cluster. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html */
const PARTS: Readonly<Record<string, Part>> = {
  "pod-identity-associations": (cluster, id) => `podidentityassociation/${cluster}/${id ?? "*"}`,
  addons: (cluster, id, text) => `addon/${cluster}/${id ?? text("addonName") ?? "*"}/*`,
  "access-entries": (cluster, id, text) =>
    `access-entry/${cluster}/role/${decodeURIComponent(id ?? text("principalArn") ?? "*").replace(/^.*::(\d+):role\//, "$1/")}/*`,
};

/** The condition keys of calls that let somebody into a cluster. */
function contextOf(action: string, text: Parameters<Part>[2]): AuthorizationRequest["context"] {
  const [principal, policy] = [text("principalArn"), text("policyArn")];
  if (action === "CreateAccessEntry" && principal) return { "eks:principalArn": principal };
  return action === "AssociateAccessPolicy" && policy ? { "eks:policyArn": policy } : {};
}

/** EKS's calls, which are told by method and path. */
export function eksRequests(
  { method, path, body }: ApiCall,
  place: CallPlace,
): readonly AuthorizationRequest[] {
  const [plain] = path.split("?") as [string];
  if (plain.startsWith("/tags/")) {
    const name = method === "POST" ? "TagResource" : "UntagResource";
    return [request(`eks:${name}`, decodeURIComponent(plain.slice("/tags/".length)))];
  }
  const [, , cluster = "*", kind = "", id] = plain.split("/");
  const pattern = plain.split("/").map((part, at) => (VARIABLE.includes(at) ? "*" : part));
  const action = NAMES[`${method} ${pattern.join("/")}`];
  if (action === undefined)
    throw new Error(`Nothing is known of EKS's ${method} ${plain}: add it to this file.`);
  const clusterArn = arnAt(place, "eks", `cluster/${cluster}`);
  const { text, has } = parametersOf(body);
  const part = arnAt(place, "eks", (PARTS[kind] ?? PARTS["addons"]!)(cluster, id, text));
  const role = text("roleArn");
  // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html
  const passed =
    role === undefined
      ? []
      : [
          request("iam:PassRole", role, { "iam:PassedToService": "pods.eks.amazonaws.com" }),
          request("iam:GetRole", role),
        ];
  const tagged =
    id === undefined && has("tags") && method === "POST" ? [request("eks:TagResource", part)] : [];
  const resource = id === undefined ? (action === "ListClusters" ? "*" : clusterArn) : part;
  return [request(`eks:${action}`, resource, contextOf(action, text)), ...passed, ...tagged];
}
