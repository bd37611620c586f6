import {
  BASE_SET_NAMES,
  DEFAULT_SET_NAMES,
  PERMISSION_SET_NAMES,
  type PermissionSetName,
  permissionSet,
} from "../../modules/permissions/sets";
import type { Aws } from "./aws/aws";
import type { Caller } from "./identity";
import type { Request } from "./request";
import { type Result, ok, problem } from "./results";
import { attempt } from "./unanswered";

/** AWS has its managed policies in this one; others lack some. */
const COMPLETE = "aws";

/** Whether the partition has the AWS managed policies of the permission sets that are granted: the apply fails on one it lacks. */
export async function checkManagedPolicies(
  aws: Aws,
  request: Request,
  { partition }: Caller,
): Promise<readonly Result[]> {
  if (partition === COMPLETE) return [];
  const values = request.values(
    request.modules.includes("ecs-connector") ? "ecs-connector" : "eks-connector",
  );
  const granted = grantedSets(values);
  const id = "aws.managedPolicies";
  return attempt(id, `The AWS managed policies of ${partition}`, async () => {
    const missing: PermissionSetName[] = [];
    for (const name of granted) {
      const { managedPolicy } = permissionSet(name);
      if (managedPolicy === undefined) continue;
      const PolicyArn = `arn:${partition}:iam::aws:policy/${managedPolicy}`;
      const found = await aws.find("iam:GetPolicy", { PolicyArn }, [
        "NoSuchEntity",
        "NoSuchEntityException",
      ]);
      if (found === undefined) missing.push(name);
    }
    if (missing.length === 0)
      return [ok(id, `The partition ${partition} has the AWS managed policies that are attached.`)];
    const left = granted.filter((name) => !missing.includes(name));
    return [
      problem(
        id,
        `The partition ${partition} lacks ${missing.map((name) => `${permissionSet(name).managedPolicy} (${name})`).join(", ")}: the apply would fail.`,
        { mend: `export TF_VAR_permissionSets='${JSON.stringify(left)}'`, data: { missing } },
      ),
    ];
  });
}

function grantedSets(values: Readonly<Record<string, unknown>>): readonly PermissionSetName[] {
  const wanted = values["permissionSets"] as readonly PermissionSetName[] | null | undefined;
  if (wanted != null) return PERMISSION_SET_NAMES.filter((name) => wanted.includes(name));
  return values["withPermissions"] === false ? BASE_SET_NAMES : DEFAULT_SET_NAMES;
}
