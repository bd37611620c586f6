import { cleanUp } from "../../kit/processes";
import { EksPipeline, type EksWorld, startEksWorld } from "../../support/eks";
import { onRealPlugins } from "../../support/real-plugins";

jest.setTimeout(1_800_000); // the API server may have to be built

const TOKEN = "the-token-of-old";
const NAMESPACE = "/api/v1/namespaces/apono-connector";

afterAll(cleanUp);

onRealPlugins("a release of the public module", () => {
  let world: EksWorld;

  beforeAll(async () => {
    world = await startEksWorld();
  });

  afterAll(() => world?.stop());

  /** What the public module says, in the words of the helm provider's version 3. */
  const publicModule = (manageClusterRoles: boolean) => ({
    resource: {
      helm_release: {
        connectorHelmChart: {
          chart: "apono-connector",
          create_namespace: true,
          name: "apono-connector",
          namespace: "apono-connector",
          repository: world.repository.url,
          // The API server of the tests starts no pods.
          wait: false,
          set: Object.entries({
            "apono.token": TOKEN,
            "apono.connectorId": "k8s-connector",
            "apono.url": "api.apono.io",
            "image.registry": "registry.apono.io",
            "image.name": "apono-connector",
            "image.tag": "v1.7.8",
            "serviceAccount.manageClusterRoles": String(manageClusterRoles),
            "resources.limits.cpu": "1000m",
            "resources.requests.cpu": "500m",
            "resources.limits.memory": "2G",
            "resources.requests.memory": "1G",
          }).map(([name, value]) => ({ name, value })),
        },
      },
    },
  });
  const client = () => world.sandbox.kubernetes.client;
  const uid = async (path: string) => (await client().get(path)).metadata.uid;
  const DEPLOYMENT = "/apis/apps/v1/namespaces/apono-connector/deployments/apono-connector";
  const token = async () => {
    const { data } = await client().get(`${NAMESPACE}/secrets/apono-connector-token`);
    return Buffer.from(data.token, "base64").toString();
  };
  const env = { TF_VAR_token: TOKEN };
  const inputs = () => ({
    chartRepository: world.repository.url,
    createNamespace: false,
    wait: false,
  });

  it.each([true, false])(
    "with permissions = %s is kept: updated in place, pods and token as they were",
    async (withPermissions) => {
      const pipeline = new EksPipeline(world.env);
      pipeline.root(publicModule(withPermissions));
      await pipeline.terraform.init();
      await pipeline.terraform.apply();
      const before = await uid(DEPLOYMENT);

      // The address in the state of whoever calls the public module is below the call's.
      await pipeline.terraform.run([
        ...["state", "mv", "helm_release.connectorHelmChart"],
        "module.apono.helm_release.connectorHelmChart",
      ]);
      pipeline.calls({ apono: { ...inputs(), withPermissions } });
      await pipeline.terraform.init();
      const { changes, plan } = await pipeline.terraform.plan({ env });
      const others = changes.filter(({ action }) => action !== "create");
      expect(others.map(({ address, action }) => `${action} ${address}`)).toEqual([
        "update module.apono.helm_release.connector",
      ]);
      const moved = plan!.resource_changes!.find(({ address }) => /helm_release/.test(address))!;
      expect(moved).toMatchObject({
        previous_address: "module.apono.helm_release.connectorHelmChart",
      });

      await pipeline.terraform.apply({ env });
      expect(await uid(DEPLOYMENT)).toBe(before);
      expect(await token()).toBe(TOKEN);
      expect((await pipeline.terraform.plan({ env })).changes).toEqual([]);
      expect(JSON.stringify(await pipeline.terraform.show())).not.toContain(TOKEN);

      await pipeline.terraform.destroy();
      expect(await client().find(DEPLOYMENT)).toBeUndefined();
    },
  );

  it("that nobody's state knows, installed by hand, is taken over", async () => {
    const byHand = new EksPipeline(world.env);
    byHand.root(publicModule(true));
    await byHand.terraform.init();
    await byHand.terraform.apply();
    const before = await uid(DEPLOYMENT);

    const pipeline = new EksPipeline(world.env);
    pipeline.calls({ apono: { ...inputs(), numberOfInstances: 2 } });
    await pipeline.terraform.init();
    await pipeline.terraform.apply({ env });
    expect(await uid(DEPLOYMENT)).toBe(before);
    expect((await client().get(DEPLOYMENT)).spec.replicas).toBe(2);
    expect(await token()).toBe(TOKEN);
    expect((await pipeline.terraform.plan({ env })).changes).toEqual([]);
    await pipeline.terraform.destroy();
  });
});
