import { cleanUp } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { EksPipeline, type EksWorld, startEksWorld } from "../../support/eks";
import { onRealPlugins } from "../../support/real-plugins";

jest.setTimeout(1_800_000); // the API server may have to be built

const TOKEN = "first-token,{with}\\signs";
const NAMESPACE = "/api/v1/namespaces/apono-connector";
const DEPLOYMENT = "/apis/apps/v1/namespaces/apono-connector/deployments/apono-connector";

afterAll(cleanUp);

onRealPlugins("the release on EKS", () => {
  let world: EksWorld;
  let pipeline: EksPipeline;

  beforeAll(async () => {
    world = await startEksWorld();
    pipeline = new EksPipeline(world.env);
    configure();
    await pipeline.terraform.init();
  });

  afterAll(() => world?.stop());

  const env = { TF_VAR_token: TOKEN };
  const kubernetes = () => world.sandbox.kubernetes;
  const client = () => kubernetes().client;
  const configure = (inputs: object = {}) =>
    pipeline.calls(
      { apono: { chartRepository: world.repository.url, timeout: 6, ...inputs } },
      { output: { look: { value: "${module.apono.troubleshooting}" } } },
    );
  const token = async () => {
    const { data } = await client().get(`${NAMESPACE}/secrets/apono-connector-token`);
    return Buffer.from(data.token, "base64").toString();
  };
  const image = async () =>
    (await client().get(DEPLOYMENT)).spec.template.spec.containers[0].image as string;
  const failedApply = async () => {
    const result = await pipeline.terraform.apply({ env, check: false });
    expect(result.exitCode).toBe(1);
    return diagnosticMessages(result).join("\n");
  };

  it("that doesn't become ready is taken back, with its reason, and can be applied again", async () => {
    kubernetes().markDeploymentsReady(false);
    expect(await failedApply()).toMatch(
      /installation failed: release apono-connector failed, and has been uninstalled due to atomic being set: .*(deadline exceeded|not ready)/,
    );
    expect(await client().find(DEPLOYMENT)).toBeUndefined();
    // The output that says where to look is there all the same.
    const { look } = await pipeline.terraform.output();
    expect(look).toEqual(
      expect.arrayContaining([
        "kubectl --namespace apono-connector get pods,events --sort-by=.metadata.creationTimestamp",
        "helm --namespace apono-connector history apono-connector",
      ]),
    );

    kubernetes().markDeploymentsReady(true);
    await pipeline.terraform.apply({ env });
    expect(await token()).toBe(TOKEN);
    const { changes } = await pipeline.terraform.plan({ env });
    expect(changes).toEqual([]);
  });

  it("goes back to the version before when an upgrade doesn't become ready, token and all", async () => {
    // An image that nobody can pull.
    kubernetes().markDeploymentsReady(
      ({ spec }) => !spec.template.spec.containers[0].image.endsWith(":missing"),
    );
    configure({ connectorVersion: "missing" });
    expect(await failedApply()).toMatch(
      /Upgrade failed: release apono-connector failed, and has been rolled back due to atomic being set: .*(deadline exceeded|not ready)/,
    );
    expect(await image()).toBe("registry.apono.io/apono-connector:v1.7.8");
    expect(await token()).toBe(TOKEN);

    configure({ connectorVersion: "v1.7.9" });
    await pipeline.terraform.apply({ env });
    expect(await image()).toBe("registry.apono.io/apono-connector:v1.7.9");
    expect(await token()).toBe(TOKEN);
  });

  it("that was left failed, because nothing is to be rolled back, is mended by the next apply", async () => {
    kubernetes().markDeploymentsReady(({ spec }) => spec.replicas !== 4);
    configure({ connectorVersion: "v1.7.9", atomic: false, numberOfInstances: 4 });
    expect(await failedApply()).toMatch(/Upgrade failed: .*(deadline exceeded|not ready)/);
    expect((await client().get(DEPLOYMENT)).spec.replicas).toBe(4);

    configure({ connectorVersion: "v1.7.9", atomic: false, numberOfInstances: 2 });
    await pipeline.terraform.apply({ env });
    expect((await client().get(DEPLOYMENT)).spec.replicas).toBe(2);
    expect(await token()).toBe(TOKEN);
    await pipeline.terraform.destroy();
    expect(await client().find(NAMESPACE)).toBeUndefined();
  });

  it("that was left by a broken-off first installation is taken over", async () => {
    kubernetes().markDeploymentsReady(false);
    configure({ atomic: false });
    expect(await failedApply()).toMatch(/deadline exceeded|not ready/);
    expect(await client().find(DEPLOYMENT)).toBeDefined();

    kubernetes().markDeploymentsReady(true);
    await pipeline.terraform.apply({ env });
    expect(await token()).toBe(TOKEN);
    await pipeline.terraform.destroy();
  });
});
