import { resolve } from "node:path";
import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import type { Construct } from "constructs";
import type { DeployableStack } from "../lib/deployable-stack";
import { backendIn } from "../fleet/backend";
import type { Fleet, Member } from "../fleet/fleet";
import { roleGiver } from "../fleet/role-givers";
import { stagesOf } from "../fleet/stages";
import type { ModuleName } from "../modules/module-names";
import { tokenVariable } from "../modules/token-variable";
import { AccountDelegationStack } from "./account-delegation";
import { EcsConnectorStack } from "./ecs-connector";
import { EksConnectorStack } from "./eks-connector";
import type { GivenProps } from "./given";
import { OrgDelegationStack } from "./org-delegation";

/** The inputs of any module; the fleet file's reader has checked them. */
type AnyStack = new (scope: Construct, id: string, given: GivenProps<never>) => DeployableStack;

const STACKS: Readonly<Record<ModuleName, AnyStack>> = {
  "ecs-connector": EcsConnectorStack,
  "eks-connector": EksConnectorStack,
  "org-delegation": OrgDelegationStack,
  "account-delegation": AccountDelegationStack,
};

/**
 * A stack for each connector of a fleet, under its name; each after those that it depends on.
 *
 * @param file the fleet's
 */
export function addFleet(app: App, fleet: Fleet, file: string): void {
  const stacks = new Map<string, DeployableStack>();
  for (const member of stagesOf(fleet).flatMap(({ members }) => members)) {
    const needed = member.dependsOn.map((name) => stacks.get(name)!);
    const giver = roleGiver(member, fleet.members);
    const role = giver && stacks.get(giver.name);
    const stack = new STACKS[member.module](app, member.name, {
      provider: providerOf(member),
      backend: member.backend && backendIn(folderOf(app, member), member.backend, file),
      inputs: (scope) => inputsOf(member, scope, role) as never,
    });
    for (const other of needed) stack.addDependency(other);
    stacks.set(member.name, stack);
  }
}

/** Where Terraform runs for a member's stack. */
const folderOf = ({ outdir }: App, { name }: Member) => resolve(outdir, "stacks", name);

const providerOf = ({ account, region, assumeRole, profile }: Member): AwsProviderConfig => ({
  region,
  profile,
  allowedAccountIds: account === undefined ? undefined : [account],
  assumeRole: assumeRole === undefined ? undefined : [{ roleArn: assumeRole }],
});

function inputsOf(
  { inputs, token }: Member,
  scope: Construct,
  role: DeployableStack | undefined,
): object {
  if (token !== undefined)
    return "secretArn" in token
      ? { ...inputs, aponoTokenSecretArn: token.secretArn }
      : { ...inputs, aponoToken: tokenVariable(scope, token.env) };
  if (role === undefined) return inputs;
  const output = (scope as DeployableStack).outputsOf(role, "connector");
  return { ...inputs, connectorRoleArn: output("connector_role_arn").asString };
}
