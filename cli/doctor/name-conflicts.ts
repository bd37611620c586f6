import type { ModuleName } from "../../modules/module-names";
import type { Aws } from "../aws/client";
import { NO_SUCH_ENTITY } from "../aws/failure";
import { type ResourceName, memberRoleName, resourceNames } from "./resource-names";
import type { Caller } from "./caller-identity";
import type { Request } from "./request";
import { type Result, ok, problem, skipped, warning } from "./results";
import { catchAwsError } from "./aws-error-result";

/**
 * Checks that no resource has a name that the deployment uses: the apply would fail half-way with "already exists".
 *
 * @param modules those that are deployed to the caller's account
 */
export async function checkNameConflicts(
  aws: Aws,
  request: Request,
  caller: Caller,
  modules: readonly ModuleName[],
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const module of modules) {
    results.push(
      ...(await catchAwsError("names.free", `The names that ${module} uses`, () =>
        checkModule(aws, module, resourceNames(module, request.values(module), caller)),
      )),
    );
  }
  if (modules.includes("org-delegation"))
    results.push(
      skipped(
        "names.members",
        `org-delegation: the role ${memberRoleName("org-delegation", request.values("org-delegation"), caller)} in the member accounts is not checked: this identity has no access to those accounts.`,
      ),
    );
  return results;
}

type State = "free" | "taken" | "deleted";

const listed = (some: readonly ResourceName[]) =>
  some.map(({ kind, name }) => `${kind} ${name}`).join(", ");

async function checkModule(
  aws: Aws,
  module: ModuleName,
  names: readonly ResourceName[],
): Promise<Result[]> {
  if (names.length === 0)
    return [
      skipped(
        "names.free",
        `${module}: there are no names to check: clusterName is not set, or others make the role.`,
      ),
    ];
  const states = new Map<ResourceName, State>();
  const unknowns: Result[] = [];
  for (const each of names) {
    const { kind, name } = each;
    const found = await catchAwsError("names.free", `${module}: the ${kind} ${name}`, async () => {
      states.set(each, await stateOf(aws, each));
      return [];
    });
    unknowns.push(...found);
  }
  const looked = names.filter((each) => states.has(each));
  return [...unknowns, ...(looked.length === 0 ? [] : verdicts(module, looked, states))];
}

/** The results for a module's names. @param names those that could be checked */
function verdicts(
  module: ModuleName,
  names: readonly ResourceName[],
  states: ReadonlyMap<ResourceName, State>,
): Result[] {
  const those = (state: State) => names.filter((each) => states.get(each) === state);
  const [taken, free] = [those("taken"), those("free")];
  const data = {
    module,
    names: Object.fromEntries(names.map((each) => [each.name, states.get(each)!])),
  };
  const deleted = those("deleted").map(({ name }) =>
    problem(
      "names.secret",
      `${module}: the secret ${name} is scheduled for deletion; its name is taken until then.`,
      {
        fix: `Choose another nameSuffix, or delete the secret now: aws secretsmanager delete-secret --force-delete-without-recovery --secret-id ${name}`,
        data,
      },
    ),
  );
  if (taken.length === 0)
    return free.length === 0
      ? deleted
      : [...deleted, ok("names.free", `${module}: the names are free: ${listed(free)}.`, { data })];
  if (taken.length === names.length)
    return [
      ok("names.free", `${module} seems to be deployed already: ${listed(names)}.`, {
        detail: [
          "Deploying with the same state updates it; with another state, set another connectorId or nameSuffix.",
        ],
        data,
      }),
    ];
  return [
    ...deleted,
    warning("names.free", `${module}: part of a deployment already exists: ${listed(taken)}.`, {
      detail: free.length === 0 ? [] : [`Free: ${listed(free)}.`],
      fix: "If it is not in this stack's state, the apply fails with “already exists”: import it, delete it, or set another nameSuffix (or roleName).",
      data,
    }),
  ];
}

const taken = (isThere: boolean): State => (isThere ? "taken" : "free");

async function stateOf(aws: Aws, { kind, name, cluster, callAs }: ResourceName): Promise<State> {
  switch (kind) {
    case "role": {
      return taken(
        (await aws.find("iam:GetRole", { RoleName: name }, NO_SUCH_ENTITY)) !== undefined,
      );
    }
    case "secret": {
      const secret = await aws.find("secretsmanager:DescribeSecret", { SecretId: name }, [
        "ResourceNotFoundException",
      ]);
      return secret?.DeletedDate === undefined ? taken(secret !== undefined) : "deleted";
    }
    case "log group": {
      const groups = await aws.all(
        "logs:DescribeLogGroups",
        { logGroupNamePrefix: name },
        ({ logGroups }) => logGroups,
      );
      return taken(groups.some(({ logGroupName }) => logGroupName === name));
    }
    case "security group": {
      const groups = await aws.all(
        "ec2:DescribeSecurityGroups",
        { Filters: [{ Name: "group-name", Values: [name, `${name}-*`] }] },
        ({ SecurityGroups }) => SecurityGroups,
      );
      return taken(groups.length > 0);
    }
    case "cluster": {
      const { clusters = [] } = await aws.call("ecs:DescribeClusters", { clusters: [name] });
      return taken(clusters.some(({ status }) => status !== "INACTIVE"));
    }
    case "service": {
      const answer = await aws.find("ecs:DescribeServices", { cluster, services: [name] }, [
        "ClusterNotFoundException",
      ]);
      return taken((answer?.services ?? []).some(({ status }) => status !== "INACTIVE"));
    }
    case "stack set": {
      const input = { StackSetName: name, CallAs: callAs };
      return taken(
        (await aws.find("cloudformation:DescribeStackSet", input, [
          "StackSetNotFoundException",
        ])) !== undefined,
      );
    }
  }
}
