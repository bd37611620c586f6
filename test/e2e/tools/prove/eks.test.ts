import { clientConfig } from "../../../kit/aws-emulator";
import { cleanUp } from "../../../kit/processes";
import { AwsView } from "../../../../tools/aws-view";
import { CLUSTER, type EksWorld, startEksWorld } from "../../../support/eks";
import { Prove, problemsOf, verdictsOf } from "../../../support/prove";
import { onRealPlugins } from "../../../support/real-plugins";

jest.setTimeout(1_800_000); // the API server may have to be built

afterAll(cleanUp);

onRealPlugins("npm run prove -- eks", () => {
  let world: EksWorld;

  beforeAll(async () => {
    world = await startEksWorld();
  });
  afterAll(() => world?.stop());

  it("reports every step on a real API server, and leaves nothing", async () => {
    const prove = new Prove(world.env, {
      TF_VAR_clusterName: CLUSTER,
      TF_VAR_chartRepository: world.repository.url,
    });
    const args = ["eks", "--yes", "--report", prove.reports];
    const { code, stdout, stderr } = await (await prove.start(args)).done;
    expect([code, code === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
    const { json } = prove.report("eks");
    expect(problemsOf(json)).toEqual([]);
    expect(verdictsOf(json)).toEqual({
      prepare: "PASS",
      // The cluster itself defines who has access, and the doctor does not call the cluster.
      doctor: "UNKNOWN",
      deploy: "PASS",
      "token-at-rest": "PASS",
      "pods-ready": "UNKNOWN",
      connected: "UNKNOWN",
      "plan-again": "PASS",
      "role-can": "UNKNOWN",
      "role-cannot": "UNKNOWN",
      rotate: "PASS",
      destroy: "PASS",
    });
    const view = new AwsView(() => clientConfig(world.emulator.endpoint));
    expect((await view.named("")).filter((name) => name.startsWith("apono-"))).toEqual([]);
    view.close();
    const namespaces: unknown = await world.sandbox.kubernetes.client.get("/api/v1/namespaces");
    expect(JSON.stringify(namespaces)).toContain('"kube-system"');
    expect(JSON.stringify(namespaces)).not.toContain('"apono-connector"');
  });
});
