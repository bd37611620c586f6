import { cleanUp } from "../../kit/processes";
import { CLUSTER, type EksPipeline } from "../../support/eks";
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

describe("the identity", () => {
  const trusted = (state: Awaited<ReturnType<typeof applied>>) =>
    JSON.parse(state["aws_iam_role.connector[0]"].assume_role_policy).Statement.map(
      ({ Action }: { Action: unknown }) => [Action].flat()[0],
    );

  it("moves to Pod Identity over both, and the pods that run keep their way until they are replaced", async () => {
    expect(await planned({ identity: "both" })).toEqual([
      "create aws_eks_pod_identity_association.connector[0]",
      "replace terraform_data.identity",
      "update aws_iam_role.connector[0]",
    ]);
    const both = await applied({ identity: "both" });
    expect(trusted(both)).toEqual(["sts:AssumeRoleWithWebIdentity", "sts:AssumeRole"]);
    expect(await planned({ identity: "both" })).toEqual([]);

    // Only now do the pods start anew, without the annotation.
    expect(await planned({ identity: "pod-identity" })).toEqual(
      [...OF_RELEASE, "replace terraform_data.identity", "update aws_iam_role.connector[0]"].sort(),
    );
    const podIdentity = await applied({ identity: "pod-identity" });
    expect(trusted(podIdentity)).toEqual(["sts:AssumeRole"]);
    // Others may use it by now.
    expect(podIdentity).toHaveProperty(["aws_iam_openid_connect_provider.cluster[0]"]);
    expect(trusted(await applied({}))).toEqual(["sts:AssumeRoleWithWebIdentity"]);
  });

  it("is one role for several clusters, and an agent for Pod Identity", async () => {
    const workloadIdentity = {
      additionalOidcProviderArns: [
        "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/OTHER",
      ],
      createPodIdentityAgent: true,
    };
    expect(await planned({ workloadIdentity })).toEqual([
      "create aws_eks_addon.pod_identity_agent[0]",
      "update aws_iam_role.connector[0]",
    ]);
    const state = await applied({ workloadIdentity });
    expect(trusted(state)).toEqual(Array(2).fill("sts:AssumeRoleWithWebIdentity"));
    expect(await planned({ workloadIdentity })).toEqual([]);
    world.endpoint.reset();
    await applied({});
    // The software stays in the cluster.
    expect(world.endpoint.calls.map(({ path }) => path)).toContain(
      "/clusters/main/addons/eks-pod-identity-agent?preserve=true",
    );
  });
});

describe("access entries", () => {
  const describeAs = (authenticationMode: string) =>
    world.endpoint.describe(CLUSTER, {
      api: { endpoint: "https://127.0.0.1:1", caCertificate: "" },
      issuer: "https://oidc.eks.us-east-1.amazonaws.com/id/A1B2C3",
      authenticationMode,
    });

  it("are refused by a cluster that has none, and made in others", async () => {
    describeAs("CONFIG_MAP");
    await expect(planned({ accessEntries: { create: true } })).rejects.toThrow(
      "accessEntries: the EKS cluster main has the authentication mode CONFIG_MAP, which knows no access entries.",
    );
    expect(await planned({})).toEqual([]);
    describeAs("API_AND_CONFIG_MAP");
    const accessEntries = { create: true, namespaces: ["team-a"] };
    expect(await planned({ accessEntries })).toEqual([
      "create aws_eks_access_entry.connector[0]",
      "create aws_eks_access_policy_association.connector[0]",
    ]);
    const state = await applied({ accessEntries });
    const role = state["aws_iam_role.connector[0]"].arn;
    expect(state["aws_eks_access_entry.connector[0]"]).toMatchObject({ principal_arn: role });
    expect(state["aws_eks_access_policy_association.connector[0]"]).toMatchObject({
      principal_arn: role,
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      access_scope: [{ type: "namespace", namespaces: ["team-a"] }],
    });
    expect(await planned({ accessEntries })).toEqual([]);
    expect(Object.keys(await applied({})).join()).not.toContain("aws_eks_access");
  });
});

test("the network policy lets out DNS, HTTPS and what is given, and goes as it came", async () => {
  const networkPolicy = {
    create: true,
    ports: ["5432", "27017-27019"],
    cidrBlocks: ["10.0.0.0/8", "2001:db8::/32"],
  };
  expect(await planned({ networkPolicy })).toEqual([
    "create kubernetes_network_policy_v1.connector[0]",
  ]);
  const state = await applied({ networkPolicy });
  const [spec] = state["kubernetes_network_policy_v1.connector[0]"].spec;
  expect(spec).toMatchObject({
    policy_types: ["Ingress", "Egress"],
    ingress: [],
    pod_selector: [{ match_labels: { "app.kubernetes.io/instance": "apono-connector" } }],
  });
  expect(await planned({ networkPolicy })).toEqual([]);
  expect(Object.keys(await applied({})).join()).not.toContain("network_policy");
});
