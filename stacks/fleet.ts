import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import type { Construct } from "constructs";
import type { DeployableStack } from "../lib/deployable-stack";
import type { Fleet, Member } from "../fleet/fleet";
import { roleGivers } from "../fleet/role-givers";
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

/** A stack for each connector of a fleet, under its name; each after those that it depends on. */
export function addFleet(app: App, { members }: Fleet): void {
  const stacks = new Map<string, DeployableStack>();
  for (const member of inOrder(members)) {
    const needed = member.dependsOn.map((name) => stacks.get(name)!);
    const stack = new STACKS[member.module](app, member.name, {
      provider: providerOf(member),
      backend: member.backend,
      inputs: (scope) => inputsOf(member, scope, roleGiver(member, members, stacks)) as never,
    });
    for (const other of needed) stack.addDependency(other);
    stacks.set(member.name, stack);
  }
}

const providerOf = ({ account, region, assumeRole, profile }: Member): AwsProviderConfig => ({
  region,
  profile,
  allowedAccountIds: account === undefined ? undefined : [account],
  assumeRole: assumeRole === undefined ? undefined : [{ roleArn: assumeRole }],
});

/** The stack of the connector whose role a delegation trusts, unless its inputs say so. */
function roleGiver(
  member: Member,
  members: readonly Member[],
  stacks: ReadonlyMap<string, DeployableStack>,
): DeployableStack | undefined {
  if (!member.module.endsWith("-delegation") || member.inputs["connectorRoleArn"] !== undefined)
    return undefined;
  return stacks.get(roleGivers(member, members)[0]!.name);
}

function inputsOf(
  { inputs, token }: Member,
  scope: Construct,
  roleGiver: DeployableStack | undefined,
): object {
  if (token !== undefined)
    return "secretArn" in token
      ? { ...inputs, aponoTokenSecretArn: token.secretArn }
      : { ...inputs, aponoToken: tokenVariable(scope, token.env) };
  if (roleGiver === undefined) return inputs;
  const output = (scope as DeployableStack).outputsOf(roleGiver, "connector");
  return { ...inputs, connectorRoleArn: output("connector_role_arn").asString };
}

/** Those that others depend on first. */
function inOrder(members: readonly Member[]): readonly Member[] {
  const byName = new Map(members.map((member) => [member.name, member]));
  const ordered = new Set<Member>();
  const add = (member: Member) => {
    if (ordered.has(member)) return;
    for (const name of member.dependsOn) add(byName.get(name)!);
    ordered.add(member);
  };
  members.forEach(add);
  return [...ordered];
}
