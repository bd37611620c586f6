import { basename } from "node:path";
import { connectorIdOf } from "../../../../fleet/connector-id";
import type { Member } from "../../../../fleet/fleet";
import { gated, stagesOf } from "../../../../fleet/stages";
import { tokenVariableOf } from "../../../../fleet/token-variable";
import {
  GITHUB_WORKFLOW,
  COMMANDS,
  type Engine,
  MEMBER_ID,
  NO_TOKEN,
  ROOTS,
  type Rendering,
  gateCommand,
  heading,
} from "../rendering";
import { yaml } from "../yaml";

/** Jobs of one matrix. https://docs.github.com/en/actions/reference/limits */
const JOBS_OF_A_MATRIX = 256;

const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1";
const SETUP_NODE = "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020";
const SETUP_TERRAFORM = "hashicorp/setup-terraform@dfe3c3f87815947d99a8997f908cb6525fc44e9e";
const AWS_CREDENTIALS =
  "aws-actions/configure-aws-credentials@99214aa6889fcddfa57764031d71add364327e59";

/** Comments that Renovate and Dependabot keep up to date with the commits. */
const RELEASES = {
  [CHECKOUT]: "v7.0.1",
  [SETUP_NODE]: "v7.0.0",
  [SETUP_TERRAFORM]: "v4.0.1",
  [AWS_CREDENTIALS]: "v6",
};

/** One workflow: plans on pull requests, applies on main stage by stage, looks for drift at night. */
export const githubActions: Engine = (rendering) => {
  const { fleet, file } = rendering;
  const workflow = {
    name: "Apono fleet",
    on: {
      pull_request: { paths: [`${ROOTS}/**`, GITHUB_WORKFLOW] },
      push: { branches: ["main"], paths: [`${ROOTS}/**`, GITHUB_WORKFLOW] },
      schedule: [{ cron: "17 4 * * *" }],
      workflow_dispatch: null,
    },
    permissions: {},
    concurrency: { group: "apono-fleet-${{ github.ref }}", "cancel-in-progress": false },
    jobs: {
      ...jobs("plan", fleet.members, {
        settings: { if: "github.event_name == 'pull_request'" },
        steps: [planStep(COMMANDS.plan)],
      }),
      ...applyJobs(rendering),
      ...jobs("drift", fleet.members, {
        settings: { if: "github.event_name == 'schedule'" },
        steps: [planStep(COMMANDS.drift)],
      }),
    },
  };
  const text = Object.entries(RELEASES).reduce(
    (all, [action, release]) => all.replaceAll(action, `${action} # ${release}`),
    yaml(workflow),
  );
  return [{ path: GITHUB_WORKFLOW, content: heading(basename(file)) + text }];
};

const ON_MAIN = "github.ref == 'refs/heads/main' && github.event_name != 'schedule'";

/**
 * Each stage after the one before. A wave starts with a job in an environment of its own, where GitHub may ask for
 * approval; each connector's token is in an environment of the connector's.
 */
function applyJobs(rendering: Rendering): object {
  const waits = gated(rendering.fleet);
  const all: Record<string, object> = {};
  let before: readonly string[] = [];
  let wave = -1;
  for (const [at, stage] of stagesOf(rendering.fleet).entries()) {
    if (stage.wave !== wave) {
      wave = stage.wave;
      const name = `wave-${wave + 1}`;
      all[name] = waveJob(name, before);
      before = [name];
    }
    const isGated = stage.members.some((member) => waits.has(member));
    const own = jobs(`apply-${at + 1}`, stage.members, {
      settings: {
        if: ON_MAIN,
        needs: before,
        environment: "apono-${{ matrix.connector }}",
      },
      steps: [applyStep, ...(isGated ? gateSteps(rendering) : [])],
    });
    Object.assign(all, own);
    before = Object.keys(own);
  }
  return all;
}

const waveJob = (name: string, before: readonly string[]) => ({
  name,
  if: ON_MAIN,
  ...(before.length > 0 && { needs: before }),
  environment: `apono-${name}`,
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 5,
  permissions: {},
  steps: [{ run: `echo "${name} starts."` }],
});

/** A job for each matrix that GitHub can take. */
function jobs(
  name: string,
  members: readonly Member[],
  own: { readonly settings: object; readonly steps: readonly object[] },
): object {
  const count = Math.ceil(members.length / JOBS_OF_A_MATRIX);
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      count === 1 ? name : `${name}-part-${at + 1}`,
      {
        name: `${name} \${{ matrix.connector }}`,
        ...own.settings,
        "runs-on": "ubuntu-24.04",
        "timeout-minutes": 60,
        permissions: { contents: "read", "id-token": "write" },
        strategy: {
          "fail-fast": false,
          matrix: {
            include: members
              .slice(at * JOBS_OF_A_MATRIX, (at + 1) * JOBS_OF_A_MATRIX)
              .map(matrixEntry),
          },
        },
        defaults: { run: { "working-directory": `${ROOTS}/\${{ matrix.connector }}` } },
        steps: [...PREPARE, ...own.steps],
      },
    ]),
  );
}

const matrixEntry = (member: Member) => ({
  connector: member.name,
  region: member.region,
  id: connectorIdOf(member),
  token: tokenVariableOf(member),
});

const PREPARE = [
  { uses: CHECKOUT, with: { "persist-credentials": false } },
  { uses: SETUP_TERRAFORM, with: { terraform_version: "^1.11", terraform_wrapper: false } },
  {
    uses: AWS_CREDENTIALS,
    with: {
      "role-to-assume": "${{ vars.APONO_DEPLOY_ROLE }}",
      "aws-region": "${{ matrix.region }}",
    },
  },
  { run: "terraform init -input=false" },
];

/** Its value has no effect on a plan: pull requests get no secret. */
const planStep = (command: string) => ({
  run: `if [ -n "$VARIABLE" ]; then export "TF_VAR_$VARIABLE=${NO_TOKEN}"; fi\n${command}\n`,
  env: { VARIABLE: "${{ matrix.token }}" },
});

const applyStep = {
  run: `if [ -n "$VARIABLE" ]; then export "TF_VAR_$VARIABLE=$TOKEN"; fi\n${COMMANDS.apply}\n`,
  env: { VARIABLE: "${{ matrix.token }}", TOKEN: "${{ secrets.APONO_TOKEN }}" },
};

/** What comes after waits until the connector is connected. */
const gateSteps = (rendering: Rendering) => [
  { if: "matrix.id", uses: SETUP_NODE, with: { "node-version": 22 } },
  {
    if: "matrix.id",
    run: gateCommand(rendering, MEMBER_ID),
    env: {
      CONNECTOR_ID: "${{ matrix.id }}",
      APONO_PERSONAL_TOKEN: "${{ secrets.APONO_PERSONAL_TOKEN }}",
    },
  },
];
