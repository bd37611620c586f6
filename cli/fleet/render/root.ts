import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Member } from "../../../fleet/fleet";
import { roleGiver } from "../../../fleet/role-givers";
import { tokenVariableOf } from "../../../fleet/token-variable";
import { type Attributes, type Block, Code, block, writeHcl } from "../../../lib/hcl/write";
import { terraformRequirements } from "../../../lib/provider-requirements";
import { MODULE_OUTPUTS } from "../../../modules/outputs";
import { requirements } from "../../../modules/providers";
import { backendBlock, remoteState } from "./backend";
import { clusterAccess } from "./cluster-access";
import { type RenderedFile, type Rendering, callOf, heading, rootFolder } from "./rendering";

/** A small root that calls the module: it needs nothing of this project. */
export function rootOf(member: Member, rendering: Rendering): RenderedFile {
  const { file } = rendering;
  const blocks = [
    terraformBlock(member, rendering),
    providerBlock(member),
    ...(member.module === "eks-connector" ? clusterAccess(member) : []),
    ...tokenVariable(member),
    ...roleState(member, rendering),
    moduleBlock(member, rendering),
    ...outputBlocks(member),
  ];
  return {
    path: `${rootFolder(member)}/main.tf`,
    content: `${heading(basename(file))}${writeHcl(...blocks)}\n`,
  };
}

function terraformBlock(member: Member, rendering: Rendering): Block {
  const { required_version, required_providers } = terraformRequirements(
    member.module === "eks-connector"
      ? requirements("aws", "helm", "kubernetes")
      : requirements("aws"),
  );
  return block(
    "terraform",
    { required_version },
    block("required_providers", asAttributes(required_providers)),
    backendBlock(member, rendering),
  );
}

const providerBlock = ({ region, account, profile, assumeRole }: Member): Block =>
  block(
    ["provider", "aws"],
    { region, profile, allowed_account_ids: account === undefined ? undefined : [account] },
    ...(assumeRole === undefined ? [] : [block("assume_role", { role_arn: assumeRole })]),
  );

/** As in a stack: neither state nor plan has its value. */
function tokenVariable(member: Member): Block[] {
  const name = tokenVariableOf(member);
  if (name === undefined) return [];
  return [
    block(["variable", name], {
      description: `The connector's token from Apono: TF_VAR_${name}`,
      type: new Code("string"),
      sensitive: true,
      ephemeral: true,
    }),
  ];
}

function roleState(member: Member, rendering: Rendering): Block[] {
  const giver = roleGiver(member, rendering.fleet.members);
  return giver === undefined ? [] : [remoteState(giver, member, rendering)];
}

function moduleBlock(member: Member, rendering: Rendering): Block {
  const { token, inputs } = member;
  const secret: Attributes =
    token === undefined
      ? {}
      : "env" in token
        ? { aponoToken: new Code(`var.${token.env}`) }
        : { aponoTokenSecretArn: token.secretArn };
  const role: Attributes =
    roleGiver(member, rendering.fleet.members) === undefined
      ? {}
      : {
          connectorRoleArn: new Code(
            "data.terraform_remote_state.connector.outputs.connector_role_arn",
          ),
        };
  return block(["module", callOf(member)], sourceOf(member, rendering), {
    ...secret,
    ...role,
    ...asAttributes(inputs),
  });
}

/** A folder is given from the fleet file, and Terraform wants it from the root. */
function sourceOf(member: Member, { file, output }: Rendering): Attributes {
  const { source, version } = member.source!;
  if (!/^\.{1,2}\//.test(source)) return { source, version };
  const path = relative(join(output, rootFolder(member)), resolve(dirname(file), source));
  const local = path.split(sep).join("/");
  return { source: local.startsWith(".") ? local : `./${local}` };
}

const outputBlocks = (member: Member): Block[] =>
  Object.entries(MODULE_OUTPUTS[member.module]).map(([name, { description }]) =>
    block(["output", name], {
      description,
      value: new Code(`module.${callOf(member)}.${name}`),
    }),
  );

const asAttributes = (values: object) => values as Attributes;
