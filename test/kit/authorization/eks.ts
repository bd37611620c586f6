import type { ApiCall } from "../aws-calls";
import { type AuthorizationRequest, type CallPlace, arnAt, parametersOf, request } from "./request";

const NAMES: Readonly<Record<string, string>> = {
  "POST /clusters/*/pod-identity-associations": "CreatePodIdentityAssociation",
  "GET /clusters/*/pod-identity-associations/*": "DescribePodIdentityAssociation",
  "POST /clusters/*/pod-identity-associations/*": "UpdatePodIdentityAssociation",
  "DELETE /clusters/*/pod-identity-associations/*": "DeletePodIdentityAssociation",
  "GET /clusters/*": "DescribeCluster",
  "GET /clusters": "ListClusters",
};

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
  const [, , cluster = "*", , id] = plain.split("/");
  const pattern = plain.split("/").map((part, at) => (at > 0 && at % 2 === 0 ? "*" : part));
  const action = NAMES[`${method} ${pattern.join("/")}`];
  if (action === undefined)
    throw new Error(`Nothing is known of EKS's ${method} ${plain}: add it to this file.`);
  const clusterArn = arnAt(place, "eks", `cluster/${cluster}`);
  const association = arnAt(place, "eks", `podidentityassociation/${cluster}/${id ?? "*"}`);
  const { text, has } = parametersOf(body);
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
    id === undefined && has("tags") && method === "POST"
      ? [request("eks:TagResource", association)]
      : [];
  const resource = id === undefined ? (action === "ListClusters" ? "*" : clusterArn) : association;
  return [request(`eks:${action}`, resource), ...passed, ...tagged];
}
