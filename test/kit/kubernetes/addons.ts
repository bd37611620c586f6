import { type EksCalls, answer, refusal, tagging } from "./eks-calls";

/** What EKS knows of an add-on. https://docs.aws.amazon.com/eks/latest/APIReference/API_Addon.html */
interface Addon {
  readonly addonName: string;
  readonly clusterName: string;
  readonly addonArn: string;
  readonly addonVersion: string;
  readonly status: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * EKS add-ons, which the emulator lacks: create, describe, tag, delete. A cluster has each once.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html
 */
export function addons(): EksCalls {
  const known = new Map<string, Addon>();
  const tag = tagging(known, ({ addonArn }) => addonArn);
  return (call) => {
    const { method, path, body } = call;
    const tagged = tag(call);
    if (tagged !== undefined) return tagged;
    const place = /^\/clusters\/([^/]+)\/addons(?:\/([^/?]+))?(?:\?.*)?$/.exec(path);
    if (place === null) return undefined;
    const clusterName = decodeURIComponent(place[1]!);
    if (place[2] === undefined) {
      if (method !== "POST") return undefined;
      const wanted = JSON.parse(body) as Pick<Addon, "addonName" | "tags">;
      const id = `${clusterName}/${wanted.addonName}`;
      if (known.has(id)) return refusal(409, "ResourceInUseException", "Addon already exists.");
      const addon: Addon = {
        addonName: wanted.addonName,
        clusterName,
        addonArn: `arn:aws:eks:us-east-1:123456789012:addon/${id}/0a1b2c3d`,
        addonVersion: "v1.3.8-eksbuild.2",
        status: "ACTIVE",
        tags: wanted.tags ?? {},
      };
      known.set(id, addon);
      return answer(200, { addon });
    }
    const id = `${clusterName}/${decodeURIComponent(place[2])}`;
    const addon = known.get(id);
    if (addon === undefined) return refusal(404, "ResourceNotFoundException", `No addon ${id}`);
    if (method === "DELETE") known.delete(id);
    return answer(200, { addon });
  };
}
