import { basename } from "node:path";
import { connectorIdOf } from "../../../../fleet/connector-id";
import type { Member } from "../../../../fleet/fleet";
import { roleGiver } from "../../../../fleet/role-givers";
import { gated, stagesOf } from "../../../../fleet/stages";
import { tokenVariableOf } from "../../../../fleet/token-variable";
import { type Attributes, type Block, Code, block, writeHcl } from "../../../../lib/hcl/write";
import { TERRAFORM_VERSION } from "../../../../lib/provider-requirements";
import {
  HCP_ROOT,
  type Engine,
  MEMBER_ID,
  type Rendering,
  gateCommand,
  heading,
  rootFolder,
} from "../rendering";

/** From the first version with write-only values of variables. */
const TFE = { source: "hashicorp/tfe", version: ">= 0.75, < 1" };

/**
 * A root of the provider tfe: a workspace for each connector, its variables, and its runs, stage by stage.
 * https://registry.terraform.io/providers/hashicorp/tfe/latest/docs/resources/workspace_run
 */
export const hcpTerraform: Engine = (rendering) => {
  const { fleet, file } = rendering;
  const text = writeHcl(
    block(
      "terraform",
      { required_version: TERRAFORM_VERSION },
      block("required_providers", { tfe: TFE }),
    ),
    block(["provider", "tfe"], { organization: organizationOf(fleet.members[0]!) }),
    ...VARIABLES,
    ...tokenVariables(fleet.members),
    block("locals", {
      connectors: Object.fromEntries(
        fleet.members.map((each) => [each.name, entry(each, fleet.members)]),
      ),
    }),
    block("locals", { tokens: tokens(fleet.members) }),
    ...WORKSPACES,
    ...runs(rendering),
  );
  return [{ path: HCP_ROOT, content: `${heading(basename(file))}${text}\n` }];
};

const settingsOf = ({ backend }: Member) =>
  backend![1] as { readonly organization?: string; readonly workspaces: { readonly name: string } };

const organizationOf = (member: Member) => settingsOf(member).organization;

const entry = (member: Member, members: readonly Member[]): Attributes => ({
  workspace: settingsOf(member).workspaces.name,
  folder: rootFolder(member),
  token: tokenVariableOf(member) ?? null,
  reads: [roleGiver(member, members)].flatMap((giver) => giver?.name ?? []),
});

const variable = (name: string, description: string, more: Attributes = {}): Block =>
  block(["variable", name], { description, type: new Code("string"), ...more });

const VARIABLES: readonly Block[] = [
  variable("repository", "Repository with these files, such as acme/infrastructure"),
  variable("github_app_installation_id", "Installation of HCP Terraform's GitHub App", {
    default: null,
  }),
  variable("oauth_token_id", "VCS connection, instead of the GitHub App", { default: null }),
  variable("project_id", "Project of the workspaces; the organization's default one otherwise", {
    default: null,
  }),
  variable("agent_pool_id", "Agents that run the workspaces, in a private network", {
    default: null,
  }),
  variable(
    "aws_run_role_arn",
    "Role that runs take by OIDC; each connector's own role is assumed from it",
  ),
  block(["variable", "tokens_version"], {
    description: "Raise it by one to push new tokens",
    type: new Code("number"),
    default: 1,
  }),
];

const tokenVariables = (members: readonly Member[]): Block[] =>
  [...new Set(members.flatMap((each) => tokenVariableOf(each) ?? []))].map((name) =>
    variable(name, `The connector's token from Apono: TF_VAR_${name}`, {
      sensitive: true,
      ephemeral: true,
    }),
  );

const tokens = (members: readonly Member[]): Attributes =>
  Object.fromEntries(
    members.map((member) => {
      const variable = tokenVariableOf(member);
      return [member.name, variable === undefined ? undefined : new Code(`var.${variable}`)];
    }),
  );

const CONNECTORS = new Code("local.connectors");
const WORKSPACE_ID = new Code("tfe_workspace.connector[each.key].id");

/** Runs start in this root, stage by stage, and not with a push: no file matches the pattern. */
const WORKSPACES: readonly Block[] = [
  block(
    ["resource", "tfe_workspace", "connector"],
    { for_each: CONNECTORS },
    {
      name: new Code("each.value.workspace"),
      project_id: new Code("var.project_id"),
      working_directory: new Code("each.value.folder"),
      terraform_version: "~> 1.11",
      queue_all_runs: false,
      trigger_patterns: [new Code('"${each.value.folder}/.none"')],
      assessments_enabled: true,
    },
    block("vcs_repo", {
      identifier: new Code("var.repository"),
      github_app_installation_id: new Code("var.github_app_installation_id"),
      oauth_token_id: new Code("var.oauth_token_id"),
    }),
  ),
  block(
    ["resource", "tfe_workspace_settings", "connector"],
    { for_each: CONNECTORS },
    {
      workspace_id: WORKSPACE_ID,
      execution_mode: new Code('var.agent_pool_id == null ? "remote" : "agent"'),
      agent_pool_id: new Code("var.agent_pool_id"),
      remote_state_consumer_ids: new Code(
        "[for name, other in local.connectors : tfe_workspace.connector[name].id if contains(other.reads, each.key)]",
      ),
    },
  ),
  block(
    ["resource", "tfe_variable", "token"],
    {
      for_each: new Code(
        "{ for name, connector in local.connectors : name => connector if connector.token != null }",
      ),
    },
    {
      workspace_id: WORKSPACE_ID,
      category: "terraform",
      key: new Code("each.value.token"),
      value_wo: new Code("local.tokens[each.key]"),
      value_wo_version: new Code("var.tokens_version"),
      sensitive: true,
    },
  ),
  ...(
    [
      ["aws_auth", "TFC_AWS_PROVIDER_AUTH", "true"],
      ["aws_role", "TFC_AWS_RUN_ROLE_ARN", new Code("var.aws_run_role_arn")],
    ] as const
  ).map(([name, key, value]) =>
    block(
      ["resource", "tfe_variable", name],
      { for_each: CONNECTORS },
      { workspace_id: WORKSPACE_ID, category: "env", key, value },
    ),
  ),
];

/** A run for each change of a root, after those of the stage before and, at a wave's end, their connectors' gate. */
function runs(rendering: Rendering): Block[] {
  const waits = gated(rendering.fleet);
  let before: string[] = [];
  const blocks = stagesOf(rendering.fleet).flatMap(({ members }, at) => {
    const name = `stage_${at + 1}`;
    const run = block(
      ["resource", "tfe_workspace_run", name],
      {
        for_each: new Code(`toset(${list(members.map((each) => each.name))})`),
        depends_on: new Code(
          `[${["tfe_workspace_settings.connector", "tfe_variable.token", "tfe_variable.aws_auth", "tfe_variable.aws_role", ...before].join(", ")}]`,
        ),
      },
      { workspace_id: WORKSPACE_ID },
      block("apply", { manual_confirm: false, wait_for_run: true }),
      block("lifecycle", { replace_triggered_by: [new Code("terraform_data.root[each.key]")] }),
    );
    const waiting = members.filter((member) => waits.has(member));
    before = [`tfe_workspace_run.${name}`];
    if (waiting.length === 0) return [run];
    const gate = block(
      ["resource", "terraform_data", `${name}_connected`],
      {
        for_each: Object.fromEntries(waiting.map((each) => [each.name, connectorIdOf(each)])),
        triggers_replace: new Code(`tfe_workspace_run.${name}[each.key].id`),
      },
      block(["provisioner", "local-exec"], {
        command: gateCommand(rendering, MEMBER_ID),
        environment: { CONNECTOR_ID: new Code("each.value") },
      }),
    );
    before = [`terraform_data.${name}_connected`, ...before];
    return [run, gate];
  });
  return [
    block(
      ["resource", "terraform_data", "root"],
      { for_each: CONNECTORS },
      { input: new Code('filesha256("${path.module}/../${each.value.folder}/main.tf")') },
    ),
    ...blocks,
  ];
}

const list = (names: readonly string[]) =>
  `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;
