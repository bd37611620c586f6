import { GetRoleCommand, IAMClient, ListOpenIDConnectProvidersCommand } from "@aws-sdk/client-iam";
import { clientConfig } from "../../kit/aws-emulator";
import { cleanUp, run } from "../../kit/processes";
import { needles, searchFolder } from "../../kit/token-search";
import { EksPipeline, type EksWorld, startEksWorld } from "../../support/eks";
import { onRealPlugins } from "../../support/real-plugins";
import { acts } from "../../support/planned-acts";

jest.setTimeout(1_800_000); // the API server may have to be built

const MARKER = "Zq7kTokenMark3rXy52Wv";
/** Everything that Terraform, Helm, YAML or a template on the way might read as syntax, and 4 KB of punctuation. */
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const TOKENS = [
  `${MARKER}"'\\ \\\\ , {a} \${var.x} %{ if true } $\${ {{ .Values.x }} é ü 漢字 🔑 ${PUNCTUATION.repeat(128)}end`,
  `{${MARKER},null}`,
  `[${MARKER}]: "x" # no comment`,
  `${MARKER}\\`,
  "012345678901",
  "null",
  "true",
  "1e6",
  "=a=b,c=d",
];

const NAMESPACE = "/api/v1/namespaces/apono-connector";
const DEPLOYMENT = "/apis/apps/v1/namespaces/apono-connector/deployments/apono-connector";

afterAll(cleanUp);

onRealPlugins("the connector on EKS", () => {
  let world: EksWorld;
  let pipeline: EksPipeline;
  const outputs: string[] = [];

  beforeAll(async () => {
    world = await startEksWorld();
    pipeline = new EksPipeline(world.env);
    pipeline.calls({ apono: {} });
    await pipeline.terraform.init();
  });

  afterAll(() => world?.stop());

  const kubernetes = () => world.sandbox.kubernetes.client;
  const iam = () => new IAMClient(clientConfig(world.emulator.endpoint));
  /** What the chart's secret holds. */
  const token = async () => {
    const { data } = await kubernetes().get(`${NAMESPACE}/secrets/apono-connector-token`);
    return Buffer.from(data.token, "base64").toString();
  };
  const configure = (inputs: object = {}) =>
    pipeline.calls(
      { apono: { chartRepository: world.repository.url, wait: false, ...inputs } },
      { output: { apono: { value: "${module.apono}" } } },
    );
  const apply = async (value: string) => {
    const { output } = await pipeline.terraform.apply({ env: { TF_VAR_token: value } });
    outputs.push(output);
  };
  const changes = async (value: string) => {
    const { changes: planned } = await pipeline.terraform.plan({ env: { TF_VAR_token: value } });
    return acts(planned);
  };
  const OF_RELEASE = [
    "replace module.apono.terraform_data.release_changed",
    "replace module.apono.terraform_data.release_made",
    "update module.apono.helm_release.connector",
  ];

  it("is installed, with its role, and says nothing of the token", async () => {
    configure();
    await apply(TOKENS[0]!);

    const { metadata } = await kubernetes().get(`${NAMESPACE}/serviceaccounts/apono`);
    expect(metadata.annotations).toMatchObject({
      "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/apono-connector-role-d74ea9d1",
    });
    const { spec } = await kubernetes().get(DEPLOYMENT);
    expect(spec.replicas).toBe(1);
    const [container] = spec.template.spec.containers;
    expect(container.image).toBe("registry.apono.io/apono-connector:v1.7.8");
    expect(container.resources).toEqual({
      limits: { cpu: "1", memory: "2G" },
      requests: { cpu: "500m", memory: "1G" },
    });
    expect(container.env).toEqual(
      expect.arrayContaining([
        { name: "CONNECTOR_ID", value: "k8s-connector" },
        { name: "APONO_URL", value: "api.apono.io" },
      ]),
    );
    expect(await token()).toBe(TOKENS[0]);
    expect(
      (await kubernetes().list("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings"))
        .flatMap(({ subjects = [] }) => subjects)
        .filter(({ name }: { name: string }) => name === "apono"),
    ).toHaveLength(1);
  });

  it("has a role that the one service account may take, by the cluster's tokens", async () => {
    const { Role: role } = await iam().send(
      new GetRoleCommand({ RoleName: "apono-connector-role-d74ea9d1" }),
    );
    const issuer = "oidc.eks.us-east-1.amazonaws.com/id/A1B2C3";
    expect(JSON.parse(decodeURIComponent(role!.AssumeRolePolicyDocument!)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${issuer}:sub`]: "system:serviceaccount:apono-connector:apono",
            [`${issuer}:aud`]: "sts.amazonaws.com",
          },
        },
      },
    ]);
    const { OpenIDConnectProviderList: providers } = await iam().send(
      new ListOpenIDConnectProvidersCommand({}),
    );
    expect(providers).toEqual([{ Arn: `arn:aws:iam::123456789012:oidc-provider/${issuer}` }]);
  });

  it("plans no changes the second time", async () => {
    expect(await changes(TOKENS[0]!)).toEqual([]);
  });

  it("keeps its token when something else of the release changes", async () => {
    const helmValues = "podAnnotations: { team: access }\nresources: { limits: { memory: 3G } }";
    configure({ numberOfInstances: 3, helmValues });
    expect(await changes(TOKENS[0]!)).toEqual(OF_RELEASE);
    await apply(TOKENS[0]!);
    const { spec } = await kubernetes().get(DEPLOYMENT);
    expect(spec.replicas).toBe(3);
    expect(spec.template.metadata.annotations).toMatchObject({ team: "access" });
    // Merged key by key: what the extra values don't name stays.
    expect(spec.template.spec.containers[0].resources).toEqual({
      limits: { cpu: "1", memory: "3G" },
      requests: { cpu: "500m", memory: "1G" },
    });
    expect(await token()).toBe(TOKENS[0]);
  });

  it("lets go of extra values that are taken away", async () => {
    configure({ numberOfInstances: 3 });
    await apply(TOKENS[0]!);
    const { spec } = await kubernetes().get(DEPLOYMENT);
    expect(spec.template.metadata.annotations).not.toHaveProperty("team");
  });

  it.each(TOKENS.slice(1).map((value, index) => [value, index + 2] as const))(
    "takes the token %s unchanged",
    async (value, aponoTokenVersion) => {
      configure({ numberOfInstances: 3, aponoTokenVersion });
      await apply(value);
      expect(await token()).toBe(value);
    },
  );

  it("changes nothing but the release for a new token", async () => {
    configure({ numberOfInstances: 3, aponoTokenVersion: 20 });
    expect(await changes(TOKENS[0]!)).toEqual(OF_RELEASE);
    await apply(TOKENS[0]!);
    expect(await token()).toBe(TOKENS[0]);
  });

  it("keeps the token nowhere but in the cluster", async () => {
    const { terraform, folder } = pipeline;
    const plan = `${folder}/saved.tfplan`;
    configure({ numberOfInstances: 3, aponoTokenVersion: 21 });
    await terraform.plan({ out: plan, env: { TF_VAR_token: TOKENS[0]! } });
    const shown = [
      await terraform.run(["show", "-json"]),
      await terraform.run(["show", "-json", plan]),
      await terraform.run(["output", "-json"]),
    ];
    // The saved plan is an archive: its members are searched, too.
    await run("python3", ["-m", "zipfile", "-e", plan, `${folder}/plan`], { check: true });
    const wanted = needles(MARKER);
    const { hits, read } = searchFolder(folder, wanted);
    expect(read).toBeGreaterThan(5);
    expect(hits).toEqual([]);
    const texts = [...outputs, ...shown.map(({ stdout, stderr }) => stdout + stderr)];
    expect(texts.join("").length).toBeGreaterThan(10_000);
    expect(texts.filter((text) => wanted.some((needle) => text.includes(needle)))).toEqual([]);
  });

  it("stays at its chart until another version is asked for", async () => {
    world.repository.publish("1.1.0");
    configure({ numberOfInstances: 3, aponoTokenVersion: 20 });
    expect(await changes(TOKENS[0]!)).toEqual([]);
    configure({ numberOfInstances: 2, aponoTokenVersion: 20 });
    await apply(TOKENS[0]!);
    const version = async () =>
      ((await pipeline.terraform.output())["apono"] as Record<string, unknown>)["chart_version"];
    expect(await version()).toBe("1.0.0");

    configure({ numberOfInstances: 2, aponoTokenVersion: 20, chartVersion: "1.1.0" });
    expect(await changes(TOKENS[0]!)).toEqual(OF_RELEASE);
    await apply(TOKENS[0]!);
    expect(await version()).toBe("1.1.0");
    expect(await token()).toBe(TOKENS[0]);
    expect(await changes(TOKENS[0]!)).toEqual([]);
  });

  it("without permissions has no cluster roles", async () => {
    configure({ aponoTokenVersion: 20, chartVersion: "1.1.0", withPermissions: false });
    await apply(TOKENS[0]!);
    const bindings = await kubernetes().list(
      "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
    );
    expect(bindings.filter(({ metadata }) => /apono/.test(metadata.name))).toEqual([]);
  });

  it("is destroyed without a token, and leaves nothing", async () => {
    await pipeline.terraform.destroy();
    expect(await kubernetes().find(NAMESPACE)).toBeUndefined();
    const { OpenIDConnectProviderList: providers } = await iam().send(
      new ListOpenIDConnectProvidersCommand({}),
    );
    expect(providers).toEqual([]);
    await expect(
      iam().send(new GetRoleCommand({ RoleName: "apono-connector-role-d74ea9d1" })),
    ).rejects.toThrow(/not found/);
    expect((await pipeline.terraform.show()).values).toBeUndefined();
  });
});
