import { randomBytes } from "node:crypto";
import { type EksCalls, answer, refusal, tagging } from "./eks-calls";

/** What EKS knows of an association. https://docs.aws.amazon.com/eks/latest/APIReference/API_PodIdentityAssociation.html */
interface Association {
  readonly associationId: string;
  readonly associationArn: string;
  readonly clusterName: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * EKS Pod Identity's associations, which the emulator lacks: create, describe, update the role, tag, delete. A service
 * account has one at most. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html
 */
export function podIdentityAssociations(): EksCalls {
  const known = new Map<string, Association>();
  const tag = tagging(known, ({ associationArn }) => associationArn);
  return (call) => {
    const { method, path, body } = call;
    const tagged = tag(call);
    if (tagged !== undefined) return tagged;
    const place = /^\/clusters\/([^/]+)\/pod-identity-associations(?:\/([^/?]+))?$/.exec(path);
    if (place === null) return undefined;
    const clusterName = decodeURIComponent(place[1]!);
    const id = place[2];
    if (id === undefined) {
      if (method !== "POST") return undefined;
      const wanted = JSON.parse(body) as Association;
      const clash = [...known.values()].some(
        (each) =>
          each.clusterName === clusterName &&
          each.namespace === wanted.namespace &&
          each.serviceAccount === wanted.serviceAccount,
      );
      if (clash) return refusal(409, "ResourceInUseException", "Association already exists");
      const associationId = `a-${randomBytes(9).toString("hex").slice(0, 17)}`;
      const made: Association = {
        ...wanted,
        tags: wanted.tags ?? {},
        clusterName,
        associationId,
        associationArn: `arn:aws:eks:us-east-1:123456789012:podidentityassociation/${clusterName}/${associationId}`,
      };
      known.set(associationId, made);
      return answer(200, { association: made });
    }
    const association = known.get(id);
    if (association?.clusterName !== clusterName)
      return refusal(404, "ResourceNotFoundException", `No association ${id}`);
    if (method === "DELETE") known.delete(id);
    if (method === "POST") {
      known.set(id, { ...association, ...(JSON.parse(body) as Pick<Association, "roleArn">) });
    }
    return answer(200, { association: known.get(id) ?? association });
  };
}
