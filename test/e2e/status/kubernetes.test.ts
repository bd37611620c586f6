import { CAUSES } from "../../../cli/status/causes";
import { apiConnector } from "../../kit/apono-api/connectors";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { type EksSandbox, startEksSandbox } from "../../kit/kubernetes/eks-cluster";
import { type Env, cleanUp } from "../../kit/processes";
import { CLUSTER, makeCluster } from "../../support/eks";
import { describeWithKubernetes } from "../../support/kubernetes";
import { IMAGE, type PodStory, STORIES } from "../../support/pod-stories";
import { aponoApi, deployed, statusJson } from "../../support/status";

jest.setTimeout(300_000);

const NAMESPACE = "apono-connector";
const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;
const EVENTS = `/api/v1/namespaces/${NAMESPACE}/events`;
const DEPLOYMENT = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/connector-of-a-chart`;
const POD = "connector-of-a-chart-5d4f8c7b9-x2x4z";
const labels = { app: "connector" };

describeWithKubernetes("status of a connector on EKS", () => {
  const api = aponoApi();
  let emulator: AwsEmulator;
  let sandbox: EksSandbox;
  let state: Env;
  const client = () => sandbox.kubernetes.client;

  beforeAll(async () => {
    emulator = await startAwsEmulator();
    await makeCluster(emulator.endpoint, CLUSTER, "us-east-1");
    sandbox = await startEksSandbox({ emulator: emulator.endpoint, clusterName: CLUSTER });
    state = deployed(
      {
        connector_id: "k8s",
        connector_version: "v1.7.8",
        number_of_instances: 1,
        connector_role_arn: "arn:aws:iam::123456789012:role/apono-connector-role-da765cca",
        cluster_name: CLUSTER,
        namespace: NAMESPACE,
        release_name: "apono-connector",
      },
      "eks-connector",
    );
    await client().create("/api/v1/namespaces", { metadata: { name: NAMESPACE } });
    await client().create(DEPLOYMENT.replace(/\/[^/]+$/, ""), {
      metadata: {
        name: "connector-of-a-chart",
        annotations: { "meta.helm.sh/release-name": "apono-connector" },
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { name: "", labels },
          spec: { containers: [{ name: "connector", image: IMAGE }] },
        },
      },
    });
  });
  afterAll(async () => {
    await sandbox.stop();
    await emulator.stop();
    cleanUp();
  });
  afterEach(async () => {
    for (const { metadata } of await client().list(PODS))
      await client().request("DELETE", `${PODS}/${metadata.name}?gracePeriodSeconds=0`);
    for (const { metadata } of await client().list(EVENTS))
      await client().delete(`${EVENTS}/${metadata.name}`);
    await client().patch(`${DEPLOYMENT}/status`, { status: null });
  });

  async function tell({ waiting, ended, unscheduled, event, condition }: PodStory): Promise<void> {
    await client().create(PODS, {
      metadata: { name: POD, labels },
      spec: { containers: [{ name: "connector", image: IMAGE }] },
    });
    const terminated = ended && {
      ...ended,
      startedAt: "2026-11-28T11:00:00Z",
      finishedAt: "2026-11-28T11:01:00Z",
    };
    await client().patch(`${PODS}/${POD}/status`, {
      status: {
        phase: "Pending",
        conditions:
          unscheduled === undefined
            ? []
            : [
                {
                  type: "PodScheduled",
                  status: "False",
                  reason: "Unschedulable",
                  message: unscheduled,
                },
              ],
        containerStatuses:
          waiting === undefined && ended === undefined
            ? []
            : [
                {
                  name: "connector",
                  image: IMAGE,
                  imageID: "",
                  ready: false,
                  restartCount: ended === undefined ? 0 : 3,
                  state: waiting === undefined ? { terminated } : { waiting },
                  lastState: ended === undefined ? {} : { terminated },
                },
              ],
      },
    });
    if (event !== undefined)
      await client().create(EVENTS, {
        metadata: { name: "why" },
        type: "Warning",
        ...event,
        involvedObject: { kind: "Pod", name: POD, namespace: NAMESPACE },
        lastTimestamp: "2026-11-28T11:02:00Z",
      });
    if (condition !== undefined)
      await client().patch(`${DEPLOYMENT}/status`, {
        status: { conditions: [{ lastTransitionTime: "2026-11-28T11:02:00Z", ...condition }] },
      });
  }

  const look = (more: Env = {}) =>
    statusJson(["eks-connector"], { ...sandbox.env, ...state, ...api.env, ...more });

  it("connected as configured, without kubectl and kubeconfig", async () => {
    api.knows([apiConnector("k8s")]);
    await client().patch(`${DEPLOYMENT}/status`, {
      status: { replicas: 1, readyReplicas: 1, updatedReplicas: 1 },
    });
    const { code, document } = await look({ KUBECONFIG: "/nowhere" });
    expect(document).toMatchObject({
      verdict: "as-configured",
      runtime: {
        kind: "kubernetes",
        name: "connector-of-a-chart",
        desired: 1,
        running: 1,
        rollout: "completed",
        version: "v1.7.8",
      },
    });
    expect(code).toBe(0);
  });

  it.each(STORIES)("%s is told, and no other: %s", async (cause, _, story) => {
    api.knows([apiConnector("k8s", { instances: 0, last_connected: null })]);
    await tell(story);
    const { code, document } = await look();
    expect(document.causes.map(({ id }) => id)).toEqual([cause]);
    expect(document.causes[0]!.check).toMatch(
      /^kubectl --namespace apono-connector |^apono-connector /,
    );
    expect(CAUSES.map(({ id }) => id)).toContain(cause);
    expect(code).toBe(1);
  });

  it("what is not known is told as it is", async () => {
    api.knows([apiConnector("k8s", { instances: 0 })]);
    await tell({ ended: { reason: "Error", exitCode: 3 } });
    const { document } = await look();
    expect(document.causes).toEqual([]);
    expect(document.unexplained.map(({ text }) => text)).toEqual([
      `Pod ${POD}: Error: exit code 3`,
    ]);
  });

  it("another release's events and a normal event are left out", async () => {
    api.knows([apiConnector("k8s", { instances: 0 })]);
    await client().create(EVENTS, {
      metadata: { name: "other" },
      type: "Warning",
      reason: "FailedScheduling",
      message: "0/3 nodes are available",
      involvedObject: { kind: "Pod", name: "somebody-else-1", namespace: NAMESPACE },
    });
    expect((await look()).document).toMatchObject({ causes: [], unexplained: [] });
  });

  it("a release that is gone is told", async () => {
    api.knows([apiConnector("k8s", { instances: 0 })]);
    await client().patch(DEPLOYMENT, {
      metadata: { annotations: { "meta.helm.sh/release-name": "other" } },
    });
    const { document } = await look();
    await client().patch(DEPLOYMENT, {
      metadata: { annotations: { "meta.helm.sh/release-name": "apono-connector" } },
    });
    expect(document.findings.at(-1)).toMatchObject({
      id: "runtime",
      status: "problem",
      summary:
        "The cluster main has no Deployment of the release apono-connector in the namespace apono-connector.",
    });
  });
});
