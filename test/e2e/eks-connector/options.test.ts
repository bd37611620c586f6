import { cleanUp } from "../../kit/processes";
import type { EksPipeline } from "../../support/eks";
import {
  type StandInWorld,
  fromYaml,
  startStandInWorld,
  stateOf,
} from "../../support/eks-stand-in";
import { acts } from "../../support/planned-acts";

jest.setTimeout(600_000); // the stand-in plugin may have to be built

const env = { TF_VAR_token: "token" };
const OF_RELEASE = [
  "replace terraform_data.release_changed",
  "replace terraform_data.release_made",
  "update helm_release.connector",
];

let world: StandInWorld;
let pipeline: EksPipeline;

// One deployment without any of the options, to which one after the other is given.
beforeAll(async () => {
  world = await startStandInWorld();
  pipeline = await world.pipelineIn("us-east-1", "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3");
  pipeline.calls({ apono: { numberOfInstances: 2 } });
  await pipeline.terraform.apply({ env });
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

/** What a plan with these inputs does. */
async function planned(inputs: object): Promise<string[]> {
  pipeline.calls({ apono: { numberOfInstances: 2, ...inputs } });
  const { changes } = await pipeline.terraform.plan({ env });
  return acts(changes, "module.apono.").filter((act) => !act.startsWith("read "));
}

async function applied(inputs: object) {
  pipeline.calls({ apono: { numberOfInstances: 2, ...inputs } });
  await pipeline.terraform.apply({ env });
  return stateOf(pipeline);
}

describe("pods", () => {
  const pods = {
    priorityClassName: "high",
    spread: true,
    disruptionBudget: true,
    nodeSelector: { "kubernetes.io/arch": "amd64" },
    tolerations: [{ key: "spot", operator: "Exists", tolerationSeconds: 60, effect: "NoExecute" }],
    imagePullSecrets: ["mirror"],
    annotations: { "example.com/team": "platform" },
  };

  it("change the release in place, and add a budget", async () => {
    expect(await planned({ pods })).toEqual([
      "create kubernetes_pod_disruption_budget_v1.connector[0]",
      ...OF_RELEASE,
    ]);
    const before = await fromYaml((await stateOf(pipeline))["helm_release.connector"].values[0]);
    const state = await applied({ pods });
    const values = await fromYaml(state["helm_release.connector"].values[0]);
    expect(values).toMatchObject({
      ...before,
      priorityClassName: "high",
      nodeSelector: { "kubernetes.io/arch": "amd64" },
      tolerations: [
        { key: "spot", operator: "Exists", tolerationSeconds: 60, effect: "NoExecute" },
      ],
      imagePullSecrets: [{ name: "mirror" }],
      podAnnotations: { "example.com/team": "platform" },
    });
    expect(values.topologySpreadConstraints).toHaveLength(2);
    expect(state["kubernetes_pod_disruption_budget_v1.connector[0]"]).toMatchObject({
      metadata: [{ name: "apono-connector", namespace: "apono-connector" }],
      spec: [
        {
          max_unavailable: "1",
          selector: [{ match_labels: { "app.kubernetes.io/instance": "apono-connector" } }],
        },
      ],
    });
    expect(await planned({ pods })).toEqual([]);
  });

  it("leave nothing behind when they are left out again", async () => {
    expect(await planned({ pods, numberOfInstances: 1 })).toContain(
      "delete kubernetes_pod_disruption_budget_v1.connector[0]",
    );
    const state = await applied({});
    expect(Object.keys(state).join()).not.toMatch(/disruption_budget|kubernetes_resources/);
    expect(Object.keys(await fromYaml(state["helm_release.connector"].values[0])).sort()).toEqual([
      "apono",
      "image",
      "replicaCount",
      "resources",
      "serviceAccount",
    ]);
    expect(await planned({})).toEqual([]);
  });
});
