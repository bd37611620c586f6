import { basename } from "node:path";
import { connectorIdOf } from "../../../../fleet/connector-id";
import type { Member } from "../../../../fleet/fleet";
import { gated, stagesOf } from "../../../../fleet/stages";
import { tokenVariableOf } from "../../../../fleet/token-variable";
import {
  GITLAB_PIPELINE,
  COMMANDS,
  type Engine,
  GITLAB_CHILDREN,
  MEMBER_ID,
  NO_TOKEN,
  ROOTS,
  type RenderedFile,
  type Rendering,
  gateCommand,
  heading,
} from "../rendering";
import { yaml } from "../yaml";

const FILE = GITLAB_PIPELINE;

/**
 * A file to include, that starts child pipelines: plans of merge requests, applies of the default branch stage by stage,
 * drift on schedules. https://docs.gitlab.com/ci/pipelines/downstream_pipelines/
 */
export const gitlab: Engine = (rendering) => {
  const { fleet } = rendering;
  const waits = gated(fleet);
  const stages = stagesOf(fleet);
  const isMain = '$CI_PIPELINE_SOURCE != "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';
  const parent = {
    "apono-plan": trigger("plan", "test", '$CI_PIPELINE_SOURCE == "merge_request_event"'),
    ...Object.fromEntries(
      stages.map((_, at) => [
        `apono-apply-${at + 1}`,
        {
          ...trigger(`apply-${at + 1}`, "deploy", isMain),
          needs: at === 0 ? [] : [`apono-apply-${at}`],
        },
      ]),
    ),
    "apono-drift": trigger("drift", "test", '$CI_PIPELINE_SOURCE == "schedule"'),
  };
  const ofAll = { members: fleet.members, variables: planVariables };
  return [
    file(rendering, FILE, parent),
    child(rendering, "plan", { ...ofAll, command: COMMANDS.plan }),
    ...stages.map(({ members }, at) =>
      child(rendering, `apply-${at + 1}`, {
        members,
        command: COMMANDS.apply,
        waiting: members.filter((member) => waits.has(member)),
      }),
    ),
    child(rendering, "drift", { ...ofAll, command: COMMANDS.drift }),
  ];
};

/** A protected variable of the project goes before it; merge requests don't have that. */
function planVariables(member: Member): object {
  const name = tokenVariableOf(member);
  return name === undefined ? {} : { [`TF_VAR_${name}`]: NO_TOKEN };
}

const file = (rendering: Rendering, path: string, content: object): RenderedFile => ({
  path,
  content: heading(basename(rendering.file)) + yaml(content),
});

const trigger = (name: string, stage: string, condition: string) => ({
  stage,
  rules: [{ if: condition }],
  trigger: { include: `${GITLAB_CHILDREN}/${name}.yml`, strategy: "depend" },
});

interface Child {
  readonly members: readonly Member[];
  /** In each root, once it is initialised. */
  readonly command: string;
  /** Of a connector's job, beside those of every one. */
  readonly variables?: (member: Member) => object;
  /** Connectors that must be connected at the end. */
  readonly waiting?: readonly Member[];
}

/** A pipeline with a job for each connector, and one after it that waits until it is connected. */
const child = (
  rendering: Rendering,
  name: string,
  { members, command, variables, waiting = [] }: Child,
): RenderedFile =>
  file(rendering, `${GITLAB_CHILDREN}/${name}.yml`, {
    stages: ["terraform", ...(waiting.length > 0 ? ["connected"] : [])],
    ".terraform": {
      stage: "terraform",
      image: { name: "hashicorp/terraform:1.11", entrypoint: [""] },
      id_tokens: { AWS_ID_TOKEN: { aud: "$CI_SERVER_URL" } },
      variables: {
        AWS_ROLE_ARN: "$APONO_DEPLOY_ROLE",
        AWS_WEB_IDENTITY_TOKEN_FILE: "$CI_PROJECT_DIR/.aws-id-token",
      },
      resource_group: "$CONNECTOR",
      script: [
        `printf '%s' "$AWS_ID_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"`,
        `cd "${ROOTS}/$CONNECTOR"`,
        "terraform init -input=false",
        command,
      ],
    },
    ...Object.fromEntries(
      members.map((member) => [
        `terraform ${member.name}`,
        {
          extends: ".terraform",
          variables: {
            CONNECTOR: member.name,
            AWS_REGION: member.region,
            ...variables?.(member),
          },
        },
      ]),
    ),
    ...Object.fromEntries(
      waiting.map((member) => [
        `${member.name} is connected`,
        {
          stage: "connected",
          image: "node:22",
          needs: [`terraform ${member.name}`],
          variables: { CONNECTOR_ID: connectorIdOf(member) },
          script: [gateCommand(rendering, MEMBER_ID)],
        },
      ]),
    ),
  });
