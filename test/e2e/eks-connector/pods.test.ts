import { cleanUp } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { EksPipeline, type EksWorld, startEksWorld } from "../../support/eks";
import { onRealPlugins } from "../../support/real-plugins";

jest.setTimeout(1_800_000); // the API server may have to be built

const NAMESPACE = "apono-connector";

afterAll(cleanUp);

onRealPlugins("the pods on EKS", () => {
  let world: EksWorld;
  let pipeline: EksPipeline;

  beforeAll(async () => {
    world = await startEksWorld();
    pipeline = new EksPipeline(world.env);
    pipeline.calls({
      apono: {
        chartRepository: world.repository.url,
        numberOfInstances: 2,
        pods: {
          priorityClassName: "high",
          disruptionBudget: true,
          tolerations: [{ operator: "Exists" }],
          annotations: { "example.com/team": "platform" },
        },
      },
    });
    await pipeline.terraform.init();
  });

  afterAll(() => world?.stop());

  it("have what the chart knows, and a warning of what it ignores", async () => {
    const result = await pipeline.terraform.apply({ env: { TF_VAR_token: "token" } });
    const { client } = world.sandbox.kubernetes;
    const deployment = await client.get(
      `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/apono-connector`,
    );
    expect(deployment.spec.template.metadata.annotations).toMatchObject({
      "example.com/team": "platform",
    });
    const budget = await client.get(
      `/apis/policy/v1/namespaces/${NAMESPACE}/poddisruptionbudgets/apono-connector`,
    );
    expect(budget.spec).toMatchObject({
      maxUnavailable: 1,
      selector: { matchLabels: { "app.kubernetes.io/instance": "apono-connector" } },
    });
    expect(diagnosticMessages(result, "warning").join("\n")).toContain(
      "pods.priorityClassName, pods.tolerations: the pods of the release apono-connector don't have it.",
    );
  });
});
