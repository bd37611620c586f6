import { type EksCalls, answer, refusal, tagging } from "./eks-calls";

/** What EKS knows of an access entry. https://docs.aws.amazon.com/eks/latest/APIReference/API_AccessEntry.html */
interface AccessEntry {
  readonly clusterName: string;
  readonly principalArn: string;
  readonly accessEntryArn: string;
  readonly kubernetesGroups: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly type: string;
  readonly username: string;
}

interface AccessPolicy {
  readonly policyArn: string;
  readonly accessScope: object;
  readonly associatedAt: number;
  readonly modifiedAt: number;
}

/**
 * EKS access entries and their access policies, which the emulator lacks: create, describe, update, tag, delete.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html
 */
export function accessEntries(): EksCalls {
  const entries = new Map<string, AccessEntry>();
  const policies = new Map<string, AccessPolicy[]>();
  const tag = tagging(entries, ({ accessEntryArn }) => accessEntryArn);
  return (call) => {
    const { method, path, body } = call;
    const tagged = tag(call);
    if (tagged !== undefined) return tagged;
    const place =
      /^\/clusters\/([^/]+)\/access-entries(?:\/([^/?]+)(\/access-policies(?:\/([^/?]+))?)?)?(?:\?.*)?$/.exec(
        path,
      );
    if (place === null) return undefined;
    const clusterName = decodeURIComponent(place[1]!);
    const given = () => JSON.parse(body) as Partial<AccessEntry> & Partial<AccessPolicy>;
    if (place[2] === undefined) {
      if (method !== "POST") return undefined;
      const { principalArn = "", kubernetesGroups = [], tags = {} } = given();
      if (entries.has(principalArn))
        return refusal(
          409,
          "ResourceInUseException",
          "The specified access entry resource is already in use.",
        );
      const entry: AccessEntry = {
        clusterName,
        principalArn,
        accessEntryArn: `arn:aws:eks:us-east-1:123456789012:access-entry/${clusterName}/role/123456789012/${principalArn.split("/").at(-1)}/0a1b2c3d`,
        kubernetesGroups,
        tags,
        type: "STANDARD",
        username: `${principalArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/{{SessionName}}`,
      };
      entries.set(principalArn, entry);
      return answer(200, { accessEntry: entry });
    }
    const principalArn = decodeURIComponent(place[2]);
    const entry = entries.get(principalArn);
    if (entry === undefined)
      return refusal(404, "ResourceNotFoundException", `No access entry of ${principalArn}`);
    const associated = policies.get(principalArn) ?? [];
    if (place[3] !== undefined) {
      const policyArn = decodeURIComponent(place[4] ?? policyIn(body));
      const others = associated.filter((each) => each.policyArn !== policyArn);
      if (method === "POST") {
        const policy: AccessPolicy = {
          policyArn,
          accessScope: given().accessScope ?? {},
          associatedAt: 1_760_000_000,
          modifiedAt: 1_760_000_000,
        };
        policies.set(principalArn, [...others, policy]);
        return answer(200, { clusterName, principalArn, associatedAccessPolicy: policy });
      }
      if (method === "DELETE") policies.set(principalArn, others);
      return answer(200, { clusterName, principalArn, associatedAccessPolicies: associated });
    }
    if (method === "DELETE") {
      entries.delete(principalArn);
      policies.delete(principalArn);
    }
    return answer(200, { accessEntry: entry });
  };
}

/** The policy that a request associates; none where it asks for all. */
const policyIn = (body: string): string =>
  body === "" ? "" : ((JSON.parse(body) as { policyArn?: string }).policyArn ?? "");
