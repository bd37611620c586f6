import type { ModuleName } from "../../modules/module-names";
import {
  type DeployerStatement,
  deployerStatements,
  deploymentOf,
} from "../../modules/permissions/deployer";
import type { Aws } from "../aws/client";
import { AwsFailure, NO_SUCH_ENTITY } from "../aws/failure";
import { listOf } from "../iam/statement";
import { plural } from "../terminal/plural";
import { catchAwsError } from "./aws-error-result";
import type { Caller } from "./caller-identity";
import type { Request } from "./request";
import { type Result, ok, skipped, warning } from "./results";

const ID = "aws.deployer";

/** Asks IAM whether the caller may do what Terraform needs to deploy these modules. */
export async function checkDeployer(
  aws: Aws,
  request: Request,
  caller: Caller,
  modules: readonly ModuleName[],
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const module of modules)
    results.push(
      ...(await catchAwsError(ID, `What deploying ${module} needs`, () =>
        checkModule(aws, request, caller, module),
      )),
    );
  return results;
}

async function checkModule(
  aws: Aws,
  request: Request,
  caller: Caller,
  module: ModuleName,
): Promise<readonly Result[]> {
  const principal = await principalOf(aws, caller.arn);
  if (principal === undefined)
    return [skipped(ID, `IAM can't simulate the permissions of ${caller.arn}.`)];
  const deployment = deploymentOf(module, request.values(module), caller);
  const missing = new Set<string>();
  for (const statement of deployerStatements(deployment, caller.partition))
    for (const action of await deniedOf(aws, principal, statement)) missing.add(action);
  if (missing.size === 0)
    return [ok(ID, `${module}: ${principal} may do all that Terraform needs to deploy it.`)];
  return [
    warning(
      ID,
      `${module}: by IAM's simulation, ${principal} lacks ${plural(missing.size, "action")} that Terraform needs to deploy it.`,
      {
        detail: [[...missing].sort().join(", ")],
        fix: `npx apono-connector permissions --deployer --module ${module} --format json prints the policy; give it the same inputs.`,
        data: { module, principal, missing: [...missing].sort() },
      },
    ),
  ];
}

/** The user or role behind a caller; undefined for the root user and federated users. */
async function principalOf(aws: Aws, arn: string): Promise<string | undefined> {
  const [, partition, account, role] =
    /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (role === undefined) return /:user\//.test(arn) ? arn : undefined;
  const withoutPath = `arn:${partition}:iam::${account}:role/${role}`;
  try {
    // A session's ARN does not show the role's path.
    const found = await aws.find("iam:GetRole", { RoleName: role }, NO_SUCH_ENTITY);
    return found?.Role?.Arn ?? withoutPath;
  } catch (error) {
    if (error instanceof AwsFailure && error.kind === "denied") return withoutPath;
    throw error;
  }
}

/** Which of a statement's actions the simulation does not allow. */
async function deniedOf(
  aws: Aws,
  principal: string,
  { Action, Resource, Condition = {} }: DeployerStatement,
): Promise<string[]> {
  const { EvaluationResults = [] } = await aws.call("iam:SimulatePrincipalPolicy", {
    PolicySourceArn: principal,
    ActionNames: [...Action],
    ResourceArns: [...Resource],
    ContextEntries: Object.values(Condition).flatMap((keys) =>
      Object.entries(keys).map(([ContextKeyName, values]) => ({
        ContextKeyName,
        ContextKeyType: "string" as const,
        ContextKeyValues: listOf(values).slice(0, 1),
      })),
    ),
    MaxItems: 1000,
  });
  return EvaluationResults.filter(
    ({ EvalDecision, ResourceSpecificResults = [] }) =>
      EvalDecision !== "allowed" ||
      ResourceSpecificResults.some(
        ({ EvalResourceDecision }) => EvalResourceDecision !== "allowed",
      ),
  ).map(({ EvalActionName }) => EvalActionName!);
}
