import { derivedNameSuffix } from "../../lib/aws-context";
import type { ModuleName } from "../../modules/names";
import type { Aws } from "./aws/aws";
import type { Caller } from "./identity";
import { INPUTS, type Request } from "./request";
import { type Result, ok, problem, skipped, warning } from "./results";
import { attempt } from "./unanswered";

/** Something that a deployment makes, and whose name can exist once. */
interface Name {
  readonly kind: "role" | "secret";
  readonly name: string;
}

/** What a connector's deployment makes, by name. */
export function namesOf(
  module: Exclude<ModuleName, "org-delegation">,
  request: Request,
  { accountId, region }: Pick<Caller, "accountId" | "region">,
): readonly Name[] {
  const values = request.values(module);
  const { clusterName, nameSuffix, roleName } = values;
  const isEks = module === "eks-connector";
  if (isEks && clusterName == null && nameSuffix == null && roleName == null) return [];
  const connectorId = String(values["connectorId"] ?? INPUTS[module]["connectorId"]!.default);
  // As nameInCluster() of the module.
  const id = isEks ? `${String(clusterName)}/${connectorId}` : connectorId;
  const suffix = nameSuffix ?? derivedNameSuffix(accountId, region, id);
  const role: Name = {
    kind: "role",
    name: String(roleName ?? `apono-connector-role-${suffix}`),
  };
  if (isEks) return [role];
  const secret: Name = { kind: "secret", name: `apono-connector-registry-credentials-${suffix}` };
  return [
    role,
    { kind: "role", name: `apono-connector-execution-role-${suffix}` },
    ...(values["aponoTokenSecretArn"] == null ? [secret] : []),
  ];
}

/** Whether the names that a deployment gives are free, so that it does not end half-way with "already exists". */
export async function checkNames(
  aws: Aws,
  request: Request,
  caller: Caller,
): Promise<readonly Result[]> {
  const connectors = request.modules.filter(
    (module): module is Exclude<ModuleName, "org-delegation"> => module !== "org-delegation",
  );
  if (connectors.length === 0)
    return [skipped("names.free", "No connector's module is asked about.")];
  const results: Result[] = [];
  for (const module of connectors) {
    results.push(
      ...(await attempt("names.free", `The names that ${module} gives`, () =>
        checkNamesOf(aws, module, namesOf(module, request, caller)),
      )),
    );
  }
  return results;
}

type State = "free" | "taken" | "deleted";

async function checkNamesOf(
  aws: Aws,
  module: ModuleName,
  names: readonly Name[],
): Promise<Result[]> {
  if (names.length === 0)
    return [
      skipped("names.free", `${module}: its names follow from clusterName, which is not set.`),
    ];
  const states = new Map<Name, State>();
  for (const each of names) states.set(each, await stateOf(aws, each));
  const those = (state: State) => names.filter((each) => states.get(each) === state);
  const taken = those("taken");
  const data = {
    module,
    names: Object.fromEntries(names.map((each) => [each.name, states.get(each)!])),
  };
  const listed = (some: readonly Name[]) =>
    some.map(({ kind, name }) => `${kind} ${name}`).join(", ");
  const deleted = those("deleted").map(({ name }) =>
    problem(
      "names.secret",
      `${module}: the secret ${name} is about to be deleted, and keeps its name until then.`,
      {
        mend: `Choose another nameSuffix, or delete it for good: aws secretsmanager delete-secret --force-delete-without-recovery --secret-id ${name}`,
        data,
      },
    ),
  );
  if (taken.length === 0)
    return deleted.length > 0
      ? deleted
      : [ok("names.free", `${module}: the names are free: ${listed(names)}.`, { data })];
  if (taken.length === names.length)
    return [
      ok("names.free", `${module} looks deployed already: ${listed(names)}.`, {
        detail: [
          "A deployment from the same state changes it; one from another state needs another connectorId or nameSuffix.",
        ],
        data,
      }),
    ];
  return [
    ...deleted,
    warning(
      "names.free",
      `${module}: ${listed(taken)} exists already, but not all that belongs to it.`,
      {
        mend: "If it is not in this stack's state, a deployment ends with “already exists”: import it, delete it, or set another nameSuffix (or roleName).",
        data,
      },
    ),
  ];
}

async function stateOf(aws: Aws, { kind, name }: Name): Promise<State> {
  if (kind === "role") {
    const role = await aws.find("iam:GetRole", { RoleName: name }, [
      "NoSuchEntity",
      "NoSuchEntityException",
    ]);
    return role === undefined ? "free" : "taken";
  }
  const secret = await aws.find("secretsmanager:DescribeSecret", { SecretId: name }, [
    "ResourceNotFoundException",
  ]);
  if (secret === undefined) return "free";
  return secret.DeletedDate === undefined ? "taken" : "deleted";
}
