import { type CallPlace, type Parameters, type ServiceRequests, request } from "./request";

const arn = ({ partition, accountId }: CallPlace, resource: string): string =>
  `arn:${partition}:iam::${accountId}:${resource}`;

/**
 * What the call is about: role, policy, OIDC provider, or nothing in particular.
 *
 * @param pathOf the path of a role
 */
function resourceOf(
  action: string,
  { text }: Parameters,
  place: CallPlace,
  pathOf: (role: string) => string,
): string {
  const [role, url] = [text("RoleName"), text("Url")];
  if (role !== undefined) return arn(place, `role${pathOf(role)}${role}`);
  if (action === "CreateOpenIDConnectProvider")
    return arn(place, `oidc-provider/${url?.replace("https://", "")}`);
  return text("OpenIDConnectProviderArn") ?? text("PolicyArn") ?? "*";
}

/** The action that making something with tags needs besides. */
const TAGGING: Readonly<Record<string, string>> = {
  CreateRole: "iam:TagRole",
  CreateOpenIDConnectProvider: "iam:TagOpenIDConnectProvider",
};

/**
 * IAM's calls. It remembers the path and boundary of roles that are made: AWS checks calls about a role with them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export function iamRequests(): ServiceRequests {
  const boundaries = new Map<string, string>();
  const paths = new Map<string, string>();
  return (action, parameters, place) => {
    const { text, has } = parameters;
    const [role, policy] = [text("RoleName") ?? "", text("PolicyArn")];
    const given = text("PermissionsBoundary");
    if (given !== undefined) boundaries.set(role, given);
    const boundary = boundaries.get(role);
    if (action === "DeleteRolePermissionsBoundary" || action === "DeleteRole")
      boundaries.delete(role);
    const path = text("Path");
    if (path !== undefined) paths.set(role, path);
    const resource = resourceOf(action, parameters, place, (name) => paths.get(name) ?? "/");
    const context = {
      ...(boundary !== undefined && { "iam:PermissionsBoundary": boundary }),
      ...(/^(Attach|Detach)/.test(action) && policy !== undefined && { "iam:PolicyARN": policy }),
    };
    const tagging = TAGGING[action];
    return [
      request(`iam:${action}`, resource, context),
      ...(tagging !== undefined && has("Tags") ? [request(tagging, resource)] : []),
    ];
  };
}
