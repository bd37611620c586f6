import { join } from "node:path";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { needles, searchFolder } from "../../kit/token-search";
import { Cdktf } from "../../support/cdktf";
import { CLUSTER, type EksWorld, startEksWorld } from "../../support/eks";
import { fromReadme } from "../../support/readme";
import { onRealPlugins } from "../../support/real-plugins";

jest.setTimeout(1_800_000); // the API server may have to be built

const STACK = "eks-connector";
const MARKER = "Zq7kTokenMark3rXy52Wv";
const TOKEN = `${MARKER},{a}\\"\${x}`;
const NAMESPACE = "/api/v1/namespaces/apono-connector";

afterAll(cleanUp);

onRealPlugins("the stack eks-connector", () => {
  let world: EksWorld;
  let cdktf: Cdktf;

  beforeAll(async () => {
    world = await startEksWorld();
    world.sandbox.kubernetes.markDeploymentsReady(true);
    cdktf = new Cdktf(tempDir("deploy-"), world.env);
  });

  afterAll(() => world?.stop());

  const client = () => world.sandbox.kubernetes.client;
  const terraform = () => new Terraform(cdktf.stackFolder(STACK), { env: world.env });
  const inputs = (more: Record<string, string> = {}) => ({
    TF_VAR_clusterName: CLUSTER,
    TF_VAR_chartRepository: world.repository.url,
    ...more,
  });

  it("is deployed with a token and the cluster's name, and access by the AWS credentials", async () => {
    const { stdout, stderr } = await cdktf.run(
      "deploy",
      STACK,
      inputs({ TF_VAR_APONO_TOKEN: TOKEN }),
    );
    const { data } = await client().get(`${NAMESPACE}/secrets/apono-connector-token`);
    expect(Buffer.from(data.token, "base64").toString()).toBe(TOKEN);
    const reviews = world.sandbox.webhook.reviews;
    expect(reviews.length).toBeGreaterThan(0);
    expect(reviews.filter(({ accepted }) => !accepted)).toEqual([]);
    const wanted = [...needles(MARKER), "k8s-aws-v1"];
    expect(wanted.filter((needle) => (stdout + stderr).includes(needle))).toEqual([]);
  });

  it("plans no changes the second time", async () => {
    const { changes } = await terraform().plan({ env: inputs({ TF_VAR_APONO_TOKEN: TOKEN }) });
    expect(changes).toEqual([]);
  });

  it("keeps neither the connector's token nor the cluster's", async () => {
    const out = join(cdktf.folder, "saved.tfplan");
    const env = inputs({ TF_VAR_APONO_TOKEN: TOKEN, TF_VAR_aponoTokenVersion: "2" });
    await terraform().plan({ out, env });
    const { stdout } = await terraform().run(["show", "-json", out]);
    const wanted = [...needles(MARKER), "k8s-aws-v1"];
    expect(wanted.filter((needle) => stdout.includes(needle))).toEqual([]);
    const { hits, read } = searchFolder(cdktf.state, wanted);
    expect({ hits, read: read > 0 }).toEqual({ hits: [], read: true });
    expect(searchFolder(cdktf.folder, needles(MARKER)).hits).toEqual([]);
  });

  it("is destroyed without a token, and can be deployed again at once", async () => {
    await cdktf.run("destroy", STACK, inputs());
    expect(await client().find(NAMESPACE)).toBeUndefined();
    await cdktf.run("deploy", STACK, inputs({ TF_VAR_APONO_TOKEN: TOKEN }));
    expect(await client().find(NAMESPACE)).toBeDefined();
    // As the README says for a cluster that is gone.
    const [setting, ...command] = fromReadme("eks-connector", "TF_CLI_ARGS_destroy=").split(" ");
    expect(command.join(" ")).toBe(`npx cdktf destroy ${STACK}`);
    const [name, value] = setting!.split(/=(.*)/);
    await cdktf.run("destroy", STACK, inputs({ [name!]: value! }));
    expect(await client().find(NAMESPACE)).toBeUndefined();
  });
});
