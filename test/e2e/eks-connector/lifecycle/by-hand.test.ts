import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp } from "../../../kit/processes";
import { EksPipeline, type EksWorld, startEksWorld } from "../../../support/eks";
import { fromReadme } from "../../../support/readme";
import { onRealPlugins } from "../../../support/real-plugins";

jest.setTimeout(1_800_000); // the API server may have to be built

const TOKEN = "Zq7kTokenMark3rXy52Wv";
const env = { TF_VAR_token: TOKEN };
const DEPLOYMENT = "/apis/apps/v1/namespaces/apono-connector/deployments/apono-connector";
const RELEASE = "module.apono.helm_release.connector";
const ID = "apono-connector/apono-connector";

afterAll(cleanUp);

onRealPlugins("a connector that is changed by hand", () => {
  let world: EksWorld;
  let pipeline: EksPipeline;

  beforeAll(async () => {
    world = await startEksWorld();
    pipeline = new EksPipeline(world.env);
    configure();
    await pipeline.terraform.init();
    await pipeline.terraform.apply({ env });
  });

  afterAll(() => world?.stop());

  const client = () => world.sandbox.kubernetes.client;
  const configure = (inputs: object = {}) =>
    pipeline.calls({ apono: { chartRepository: world.repository.url, wait: false, ...inputs } });
  const replicas = async () => (await client().get(DEPLOYMENT)).spec.replicas as number;
  const forget = () => pipeline.terraform.run(["state", "rm", RELEASE]);

  it("an instance count that was changed is not seen, and put back with the next change of the release", async () => {
    await client().patch(DEPLOYMENT, { spec: { replicas: 5 } });
    expect((await pipeline.terraform.plan({ env })).changes).toEqual([]);
    expect(await replicas()).toBe(5);
    configure({ helmValues: "podAnnotations: { team: access }" });
    await pipeline.terraform.apply({ env });
    expect(await replicas()).toBe(1);
  });

  it("a release that the state has forgotten is taken over without an import, with its token", async () => {
    await forget();
    await pipeline.terraform.apply({ env });
    expect((await pipeline.terraform.plan({ env })).changes).toEqual([]);
    expect(pipeline.terraform.stateText()).not.toContain(TOKEN);
    const path = "/api/v1/namespaces/apono-connector/secrets/apono-connector-token";
    const { data } = await client().get(path);
    expect(Buffer.from(data.token, "base64").toString()).toBe(TOKEN);
  });

  it("an import of the release writes its token: by command into the state, by a block into the plan", async () => {
    const importing = join(pipeline.folder, "import.tf");
    await forget();
    writeFileSync(importing, `import {\n  to = ${RELEASE}\n  id = "${ID}"\n}\n`);
    const { plan } = await pipeline.terraform.plan({ env });
    expect(JSON.stringify(plan)).toContain(TOKEN);
    rmSync(importing);

    const [, command] = fromReadme("eks-connector", "terraform import").split(" ");
    const imported = await pipeline.terraform.run([command!, "-input=false", RELEASE, ID], { env });
    expect(imported).toMatchObject({ code: 0 });
    expect(pipeline.terraform.stateText()).toContain(TOKEN);
  });
});
