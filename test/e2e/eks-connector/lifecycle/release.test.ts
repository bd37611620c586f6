import { cleanUp } from "../../../kit/processes";
import { diagnosticMessages } from "../../../kit/terraform";
import { EksPipeline, type EksWorld, startEksWorld } from "../../../support/eks";
import { ownCluster } from "../../../support/eks-own-cluster";
import { fromReadme, typed } from "../../../support/readme";
import { onRealPlugins } from "../../../support/real-plugins";

jest.setTimeout(1_800_000); // the API server may have to be built

const TOKEN = "token,{with}\\signs";
const NAMESPACE = "/api/v1/namespaces/apono-connector";
const RBAC = "/apis/rbac.authorization.k8s.io/v1";
const env = { TF_VAR_token: TOKEN };

afterAll(cleanUp);

onRealPlugins("a release after the first apply", () => {
  let world: EksWorld;
  let pipeline: EksPipeline;

  beforeAll(async () => {
    world = await startEksWorld("us-east-1", false);
    pipeline = new EksPipeline(world.env);
    configure();
    await pipeline.terraform.init();
  });

  afterAll(() => world?.stop());

  const client = () => world.sandbox.kubernetes.client;
  const call = (inputs: object = {}) => ({
    clusterName: "${aws_eks_cluster.own.id}",
    chartRepository: world.repository.url,
    wait: false,
    ...inputs,
  });
  const configure = (inputs: object = {}, more: Record<string, object> = {}) =>
    pipeline.calls({ apono: call(inputs), ...more }, ownCluster());
  const token = async (release = "apono-connector", namespace = NAMESPACE) => {
    const { data } = await client().get(`${namespace}/secrets/${release}-token`);
    return Buffer.from(data.token, "base64").toString();
  };
  const refusal = async () => {
    const result = await pipeline.terraform.plan({ env, check: false });
    expect(result.exitCode).toBe(1);
    return diagnosticMessages(result).map((message) => message.split("\n\n")[0]!);
  };
  const ofModules = async () =>
    (await pipeline.terraform.plan({ env })).changes.filter(
      ({ address, action }) => address.startsWith("module.") && action !== "read",
    );

  it("a namespace that exists is refused before anything is made in it, by the input's name", async () => {
    // The cluster first: in one that does not exist there is no namespace.
    await pipeline.terraform.apply({ env, args: ["-target=aws_eks_cluster.own"] });
    await client().create("/api/v1/namespaces", { metadata: { name: "apono-connector" } });
    world.sandbox.eks.reset();
    const failed = await pipeline.terraform.apply({ env, check: false });
    expect(diagnosticMessages(failed).map((message) => message.split("\n\n")[0])).toEqual([
      "Resource precondition failed: createNamespace: the namespace apono-connector already exists, and this connector did not create it. Set createNamespace = false to install the connector in it (also when you upgrade from the public module, whose chart created it), or choose another namespace.",
    ]);
    const made = world.sandbox.eks.calls
      .map(({ action }) => action)
      .filter((action) => /^(Create|Put|Attach|Update|Tag|Add)/.test(action));
    expect(made).toEqual([]);
    await client().delete(NAMESPACE);
  });

  it("is installed by the apply that makes its cluster, without a chartVersion", async () => {
    await pipeline.terraform.destroy();
    await pipeline.terraform.apply({ env });
    expect(await token()).toBe(TOKEN);
    expect(await ofModules()).toEqual([]);
  });

  it("stands beside a second one in the same cluster", async () => {
    const second = {
      connectorId: "second",
      releaseName: "second",
      namespace: "second",
      oidcProviderArn: "${module.apono.oidc_provider_arn}",
    };
    configure({}, { second: call(second) });
    await pipeline.terraform.init();
    await pipeline.terraform.apply({ env });
    expect(await token("second", "/api/v1/namespaces/second")).toBe(TOKEN);
    expect(await token()).toBe(TOKEN);
    const roles = (await client().list(`${RBAC}/clusterroles`)).map(
      ({ metadata }) => metadata.name,
    );
    expect(roles).toEqual(expect.arrayContaining(["apono-connector", "second"]));
    configure();
    await pipeline.terraform.apply({ env });
    expect(await client().find(`${RBAC}/clusterroles/second`)).toBeUndefined();
    expect(await client().find(`${RBAC}/clusterroles/apono-connector`)).toBeDefined();
  });

  it("that failed outside Terraform is refused until aponoTokenVersion is raised, and then gets its token", async () => {
    world.sandbox.kubernetes.markDeploymentsReady(false);
    const byHand = new EksPipeline(world.env);
    byHand.root({
      resource: {
        helm_release: {
          by_hand: {
            name: "apono-connector",
            namespace: "apono-connector",
            repository: world.repository.url,
            chart: "apono-connector",
            upgrade_install: true,
            timeout: 3,
            set: Object.entries({ "apono.token": "other", "apono.connectorId": "by-hand" }).map(
              ([name, value]) => ({ name, value }),
            ),
          },
        },
      },
    });
    await byHand.terraform.init();
    expect((await byHand.terraform.apply({ env, check: false })).exitCode).toBe(1);
    expect(await token()).toBe("other");

    expect(await refusal()).toEqual([
      "Resource postcondition failed: aponoTokenVersion: the Helm release apono-connector in the namespace apono-connector was changed outside Terraform: it is at revision 2, and Terraform made revision 1. Raise aponoTokenVersion by one: Terraform then restores the release with its token.",
    ]);
    configure({ aponoTokenVersion: 2 });
    await pipeline.terraform.apply({ env });
    expect(await token()).toBe(TOKEN);
    expect(await ofModules()).toEqual([]);
  });

  it("whose chart version was withdrawn is planned again with a chartVersion that exists", async () => {
    world.repository.publish("1.1.0");
    world.repository.withdraw("1.0.0");
    expect((await refusal()).join()).toMatch(/chart "apono-connector" version "1.0.0" not found/);
    configure({ aponoTokenVersion: 2, chartVersion: "1.1.0" });
    await pipeline.terraform.apply({ env });
    expect(await token()).toBe(TOKEN);
    expect(await ofModules()).toEqual([]);
  });

  it("is destroyed when its cluster is gone already, by the commands of the README", async () => {
    configure({ aponoTokenVersion: 2, chartVersion: "1.1.0" });
    // Somebody deletes the cluster.
    for (const path of [`node-groups/nodes`, ""])
      await fetch(`${world.emulator.endpoint}/clusters/main${path && `/${path}`}`, {
        method: "DELETE",
        headers: {
          Authorization: "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/eks/aws4_request",
        },
      });
    const failed = await pipeline.terraform.destroy({ check: false });
    expect(failed.exitCode).toBe(1);
    await typed(pipeline.terraform, fromReadme("eks-connector", "terraform state rm"));
    expect((await pipeline.terraform.show()).values).toBeUndefined();
  });
});
