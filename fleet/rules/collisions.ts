import { eksConnectorInputs } from "../../modules/eks-connector/inputs";
import { isConnector } from "../../modules/module-names";
import type { Fault, SourceDocument } from "../document";
import type { Member } from "../fleet";

/** What two connectors of a fleet can't have in common. */
export function checkCollisions(document: SourceDocument, members: readonly Member[]): Fault[] {
  const names = pairs(members, ({ name }) => name).map(([first, second]) =>
    document.fault(
      ["connectors", second, "name"],
      `"${members[second]!.name}" is already the name of connectors[${first}]. Give each its own.`,
    ),
  );
  // The others would follow from it.
  if (names.length > 0) return names;
  const cases = pairs(members, ({ name }) => name.toLowerCase()).map(([first, second]) =>
    document.fault(
      ["connectors", second, "name"],
      `"${members[second]!.name}" and "${members[first]!.name}" are one folder and one variable on many machines. Let them differ in more than capitals.`,
    ),
  );
  const states = pairs(members, ({ backend }) => backend && JSON.stringify(backend)).map(
    ([first, second]) =>
      document.fault(
        ["backend"],
        `${members[first]!.name} and ${members[second]!.name} would have one state, and destroy each other. Put {name} into the settings, such as key: "apono/{name}.tfstate".`,
      ),
  );
  const namesInAws = pairs(members, suffixOf).map(([first, second]) =>
    document.fault(
      ["connectors", second],
      `${members[first]!.name} and ${members[second]!.name} have one connectorId in one account and region, so their names in AWS would collide. Leave connectorId out, or give each its own.`,
    ),
  );
  const releases = pairs(members, releaseOf).map(([first, second]) =>
    document.fault(
      ["connectors", second],
      `${members[first]!.name} and ${members[second]!.name} would be one Helm release in one cluster. Give one of them inputs.releaseName and inputs.namespace of its own.`,
    ),
  );
  return [...cases, ...states.slice(0, 1), ...namesInAws, ...releases];
}

/** What the suffix of the names in AWS is made of. */
function suffixOf({ module, account, region, inputs }: Member): string | undefined {
  if (!isConnector(module)) return undefined;
  const { clusterName, nameSuffix, connectorId } = inputs;
  return JSON.stringify([module, account, region, clusterName, nameSuffix, connectorId]);
}

/** The Helm release of a connector on EKS: its chart's resources have its name. */
function releaseOf({ module, account, region, inputs }: Member): string | undefined {
  if (module !== "eks-connector") return undefined;
  const { clusterName, releaseName = eksConnectorInputs.releaseName.default } = inputs;
  return JSON.stringify([account, region, clusterName, releaseName]);
}

/** Indices of each member whose key an earlier one has, after that one's. */
function pairs(
  members: readonly Member[],
  key: (member: Member) => string | undefined,
): [first: number, second: number][] {
  const first = new Map<string, number>();
  return members.flatMap((member, index): [number, number][] => {
    const own = key(member);
    if (own === undefined) return [];
    const before = first.get(own);
    if (before !== undefined) return [[before, index]];
    first.set(own, index);
    return [];
  });
}
