import { join } from "node:path";
import { cleanUp, run } from "../../kit/processes";
import { needles, searchFolder } from "../../kit/token-search";
import { CLUSTER, type EksPipeline } from "../../support/eks";
import {
  NOTHING_IN_IAM,
  type StandInWorld,
  existingInIam,
  fromYaml,
  startStandInWorld,
  stateOf,
  trustInIssuer,
} from "../../support/eks-stand-in";
import { TOKEN_MARKER, nastyToken } from "../../support/nasty-token";
import type { Json } from "../../support/render";
import { acts } from "../../support/planned-acts";

/** The module's life without a Kubernetes cluster, so that it is tried on every machine. */
jest.setTimeout(600_000); // the stand-in plugin may have to be built

const env = { TF_VAR_token: nastyToken("{{ .Values.x }} é ü 漢字 🔑") };

let world: StandInWorld;
const outputs: string[] = [];

beforeAll(async () => {
  world = await startStandInWorld();
});

afterAll(async () => {
  await world.stop();
  cleanUp();
});

function configure(pipeline: EksPipeline, inputs: object = {}): void {
  pipeline.calls({ apono: inputs }, { output: { apono: { value: "${module.apono}" } } });
}

async function apply({ terraform }: EksPipeline): Promise<void> {
  outputs.push((await terraform.apply({ env })).output);
}

const changes = async ({ terraform }: EksPipeline) => acts((await terraform.plan({ env })).changes);

describe("the connector", () => {
  const REGION = "us-east-1";
  const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";
  const ROLE = "apono-connector-role-d74ea9d1";
  const VALUES = {
    apono: { connectorId: "k8s-connector", url: "api.apono.io" },
    image: { registry: "registry.apono.io", name: "apono-connector", tag: "v1.7.8" },
    serviceAccount: {
      name: "apono",
      manageClusterRoles: true,
      awsRoleAccountId: "123456789012",
      awsRoleName: ROLE,
    },
    replicaCount: 1,
    resources: {
      limits: { cpu: "1000m", memory: "2G" },
      requests: { cpu: "500m", memory: "1G" },
    },
  };
  const OF_RELEASE = [
    "replace module.apono.terraform_data.release_changed",
    "replace module.apono.terraform_data.release_made",
    "update module.apono.helm_release.connector",
  ];
  let pipeline: EksPipeline;

  beforeAll(async () => {
    pipeline = await world.pipelineIn(REGION, ISSUER);
    configure(pipeline);
  });

  it("is installed with the values that the chart needs, and its role", async () => {
    await apply(pipeline);
    const state = await stateOf(pipeline);
    const release = state["helm_release.connector"];
    expect(release).toMatchObject({
      name: "apono-connector",
      namespace: "apono-connector",
      repository: "https://apono-io.github.io/apono-helm-charts/",
      chart: "apono-connector",
      create_namespace: false,
      wait: true,
      atomic: true,
      timeout: 300,
      max_history: 10,
      upgrade_install: true,
      set: null,
      set_sensitive: null,
      set_wo: null,
    });
    expect(release.values).toHaveLength(1);
    expect(await fromYaml(release.values[0])).toEqual(VALUES);
    expect(state["kubernetes_namespace_v1.connector[0]"].metadata).toMatchObject([
      { name: "apono-connector" },
    ]);
    expect(Object.keys(state).join()).not.toContain("kubernetes_service_account");
    expect(await existingInIam(world.iam(REGION), ROLE)).toEqual({
      providers: [`arn:aws:iam::123456789012:oidc-provider/${ISSUER}`],
      role: `arn:aws:iam::123456789012:role/${ROLE}`,
      trust: trustInIssuer("aws", ISSUER),
    });
  });

  it("plans no changes the second time", async () => {
    expect(await changes(pipeline)).toEqual([]);
  });

  it.each([
    ["another number of instances", { numberOfInstances: 3 }],
    ["a new token", { numberOfInstances: 3, aponoTokenVersion: 2 }],
    ["further values", { numberOfInstances: 3, aponoTokenVersion: 2, helmValues: "a: { b: 1 }" }],
  ])("changes nothing but the release for %s, and gives it the token again", async (_, inputs) => {
    const before = (await stateOf(pipeline))["helm_release.connector"];
    configure(pipeline, inputs);
    expect(await changes(pipeline)).toEqual(OF_RELEASE);
    await apply(pipeline);
    const release = (await stateOf(pipeline))["helm_release.connector"];
    expect(release.set_wo_revision).toBeGreaterThan(before.set_wo_revision);
    const [own, ...further] = release.values;
    expect(await fromYaml(own)).toEqual({ ...VALUES, replicaCount: 3 });
    expect(further).toEqual("helmValues" in inputs ? [inputs.helmValues] : []);
    expect(await changes(pipeline)).toEqual([]);
  });

  it("leaves the token nowhere", async () => {
    const { terraform, folder } = pipeline;
    const plan = join(folder, "saved.tfplan");
    configure(pipeline, { aponoTokenVersion: 3 });
    outputs.push((await terraform.plan({ out: plan, env })).output);
    const shown = await Promise.all([
      terraform.run(["show", "-json"]),
      terraform.run(["show", "-json", plan]),
      terraform.run(["output", "-json"]),
    ]);
    // The saved plan is an archive: its members are searched, too.
    await run("python3", ["-m", "zipfile", "-e", plan, join(folder, "plan")], { check: true });
    const wanted = needles(TOKEN_MARKER);
    const { hits, read } = searchFolder(folder, wanted);
    expect(read).toBeGreaterThan(5);
    expect(hits).toEqual([]);
    const texts = [...outputs, ...shown.map(({ stdout, stderr }) => stdout + stderr)];
    expect(texts.join("").length).toBeGreaterThan(10_000);
    expect(texts.filter((text) => wanted.some((needle) => text.includes(needle)))).toEqual([]);
  });

  describe("with EKS Pod Identity", () => {
    const PROVIDER = "aws_iam_openid_connect_provider.cluster[0]";
    const ofProvider = async () =>
      (await changes(pipeline)).filter((change) => change.includes("openid_connect_provider"));

    it("has the association, and keeps the OIDC provider, which others may use by then", async () => {
      configure(pipeline, { identity: "pod-identity" });
      expect(await ofProvider()).toEqual([]);
      await apply(pipeline);
      const state = await stateOf(pipeline);
      expect(state).toHaveProperty([PROVIDER]);
      expect(state["aws_eks_pod_identity_association.connector[0]"]).toMatchObject({
        cluster_name: CLUSTER,
        namespace: "apono-connector",
        service_account: "apono",
        role_arn: `arn:aws:iam::123456789012:role/${ROLE}`,
      });
      expect(JSON.parse(state["aws_iam_role.connector[0]"].assume_role_policy).Statement).toEqual([
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": `arn:aws:eks:us-east-1:123456789012:cluster/${CLUSTER}`,
              "aws:RequestTag/kubernetes-namespace": "apono-connector",
              "aws:RequestTag/kubernetes-service-account": "apono",
            },
          },
        },
      ]);
      expect(await fromYaml(state["helm_release.connector"].values[0])).toEqual({
        ...VALUES,
        serviceAccount: { name: "apono", manageClusterRoles: true },
      });
      expect(await changes(pipeline)).toEqual([]);
    });

    it("has it until createOidcProvider is false, and then makes none by itself", async () => {
      configure(pipeline, { identity: "pod-identity", createOidcProvider: false });
      expect(await ofProvider()).toEqual([`delete module.apono.${PROVIDER}`]);
      await apply(pipeline);
      configure(pipeline, { identity: "pod-identity" });
      expect(await ofProvider()).toEqual([]);
      await apply(pipeline);
      configure(pipeline, { identity: "irsa" });
      expect(await ofProvider()).toEqual([`create module.apono.${PROVIDER}`]);
    });
  });

  it("is destroyed without a token, leaves nothing, and can be installed again", async () => {
    configure(pipeline);
    const destroy = async () => {
      await pipeline.terraform.destroy();
      expect(await existingInIam(world.iam(REGION), ROLE)).toEqual(NOTHING_IN_IAM);
      expect((await pipeline.terraform.show()).values).toBeUndefined();
    };
    await destroy();
    await apply(pipeline);
    await destroy();
  });
});

describe("in another partition", () => {
  it.each([
    ["aws-cn", "cn-north-1", "oidc.eks.cn-north-1.amazonaws.com.cn/id/A1B2C3"],
    ["aws-us-gov", "us-gov-west-1", "oidc.eks.us-gov-west-1.amazonaws.com/id/A1B2C3"],
  ])("%s: the module makes the service account, and the chart does not", async (...where) => {
    const [partition, region, issuer] = where;
    const pipeline = await world.pipelineIn(region, issuer);
    configure(pipeline);
    await apply(pipeline);

    const outputsOfRoot = (await pipeline.terraform.output()) as Json;
    const { connector_role_arn: arn, connector_role_name: name } = outputsOfRoot.apono;
    expect(arn).toBe(`arn:${partition}:iam::123456789012:role/${name}`);
    const iam = world.iam(region);
    expect(await existingInIam(iam, name)).toEqual({
      providers: [`arn:${partition}:iam::123456789012:oidc-provider/${issuer}`],
      role: arn,
      trust: trustInIssuer(partition, issuer),
    });
    const state = await stateOf(pipeline);
    expect(state["kubernetes_service_account_v1.connector[0]"].metadata).toMatchObject([
      {
        name: "apono",
        namespace: "apono-connector",
        annotations: { "eks.amazonaws.com/role-arn": arn },
      },
    ]);
    const { serviceAccount } = await fromYaml(state["helm_release.connector"].values[0]);
    expect(serviceAccount).toEqual({ name: "apono", manageClusterRoles: true, create: false });
    expect(await changes(pipeline)).toEqual([]);

    await pipeline.terraform.destroy();
    expect(await existingInIam(iam, name)).toEqual(NOTHING_IN_IAM);
    expect((await pipeline.terraform.show()).values).toBeUndefined();
  });
});
