import type { ModuleName } from "../../modules/module-names";
import { MODULE_SET_NAMES } from "../../modules/permissions/by-module";
import {
  BASE_SET_NAMES,
  DEFAULT_SET_NAMES,
  type PermissionSetName,
  permissionSet,
} from "../../modules/permissions/sets";
import type { Aws } from "../aws/client";
import { NO_SUCH_ENTITY } from "../aws/failure";
import type { Caller } from "./caller-identity";
import type { Request } from "./request";
import { type Result, ok, problem } from "./results";
import { catchAwsError } from "./aws-error-result";

/**
 * The partition that AWS's reference of managed policies covers. Other partitions lack some, and only IAM tells which:
 * https://docs.amazonaws.cn/en_us/aws-managed-policy/latest/reference/aws-managed-policy.pdf
 */
const COMPLETE = "aws";

/**
 * Checks that the partition has the AWS managed policies that a module attaches: the apply fails on a missing one.
 *
 * @param modules those that are deployed to the caller's account
 */
export async function checkManagedPolicies(
  aws: Aws,
  request: Request,
  { partition }: Caller,
  modules: readonly ModuleName[],
): Promise<readonly Result[]> {
  if (partition === COMPLETE) return [];
  const results: Result[] = [];
  for (const module of modules)
    results.push(...(await checkPoliciesOf(aws, module, grantedSets(module, request), partition)));
  return results;
}

async function checkPoliciesOf(
  aws: Aws,
  module: ModuleName,
  granted: readonly PermissionSetName[],
  partition: string,
): Promise<readonly Result[]> {
  const id = "aws.managedPolicies";
  return catchAwsError(id, `The AWS managed policies of ${partition}`, async () => {
    const missing: PermissionSetName[] = [];
    for (const name of granted) {
      const { managedPolicy } = permissionSet(name);
      if (managedPolicy === undefined) continue;
      const PolicyArn = `arn:${partition}:iam::aws:policy/${managedPolicy}`;
      const found = await aws.find("iam:GetPolicy", { PolicyArn }, NO_SUCH_ENTITY);
      if (found === undefined) missing.push(name);
    }
    if (missing.length === 0)
      return [ok(id, `The partition ${partition} has all AWS managed policies that are attached.`)];
    const left = granted.filter((name) => !missing.includes(name));
    return [
      problem(
        id,
        `The partition ${partition} does not have ${missing.map((name) => `${permissionSet(name).managedPolicy} (${name})`).join(", ")}: the apply would fail.`,
        {
          fix: `export TF_VAR_${SETS_INPUT[module]}='${JSON.stringify(left)}'`,
          data: { module, missing },
        },
      ),
    ];
  });
}

/** The input that chooses permission sets. */
const SETS_INPUT: Readonly<Record<ModuleName, string>> = {
  "ecs-connector": "permissionSets",
  "eks-connector": "permissionSets",
  "org-delegation": "delegatedPermissionSets",
  "account-delegation": "delegatedPermissionSets",
};

/** Whether others make the connector's role: the module then attaches nothing to it. */
const areMadeByOthers = ({ roles, role }: Readonly<Record<string, unknown>>): boolean =>
  [
    (roles as { taskRoleArn?: unknown } | null)?.taskRoleArn,
    (role as { arn?: unknown } | null)?.arn,
  ].some((arn) => arn != null);

function grantedSets(module: ModuleName, request: Request): readonly PermissionSetName[] {
  const values = request.values(module);
  if (areMadeByOthers(values)) return [];
  const names = MODULE_SET_NAMES[module];
  const usual = values["withPermissions"] === false ? BASE_SET_NAMES : DEFAULT_SET_NAMES;
  const wanted = values[SETS_INPUT[module]] as readonly PermissionSetName[] | null | undefined;
  return names.filter((name) => (wanted ?? usual).includes(name));
}
