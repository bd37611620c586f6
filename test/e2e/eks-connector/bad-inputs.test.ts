import { join } from "node:path";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { kubernetesPlugins } from "../../kit/kubernetes-plugins";
import { type ChartRepository, startChartRepository } from "../../kit/kubernetes/chart-repository";
import { type EksEndpoint, startEksEndpoint } from "../../kit/kubernetes/eks-endpoint";
import { type LoopbackServer, startLoopbackServer } from "../../kit/kubernetes/loopback-server";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { Terraform, diagnosticMessages } from "../../kit/terraform";
import { needles } from "../../kit/token-search";
import { BAD_INPUTS, GOOD_INPUTS } from "../../fixtures/bad-inputs/eks-connector";
import { namesRoles } from "../../fixtures/bad-inputs/roles";
import { CLUSTER, EksPipeline, makeCluster } from "../../support/eks";

jest.setTimeout(600_000); // the stand-in plugin may have to be built

const MARKER = "Zq7kTokenMark3rXy52Wv";
/** The good version of the table, without its v. */
const CHART_VERSION = "1.2.3-rc.1+build.5";

const GOOD_CLUSTERS = GOOD_INPUTS.flatMap(([input, value]) =>
  input === "clusterName" ? [String(value)] : [],
);

let emulator: AwsEmulator;
let kubernetes: LoopbackServer;
let charts: ChartRepository;
let endpoint: EksEndpoint;
let extraMirrors: readonly string[];

beforeAll(async () => {
  extraMirrors = (await kubernetesPlugins()).mirrors;
  emulator = await startAwsEmulator();
  for (const name of [CLUSTER, ...GOOD_CLUSTERS])
    await makeCluster(emulator.endpoint, name, "us-east-1");
  // Nothing is ever installed here: Helm finds no release when it looks for one.
  kubernetes = await startLoopbackServer(({ path }) =>
    path.startsWith("/api/v1/namespaces/") && !path.includes("/secrets")
      ? {
          status: 404,
          type: "application/json",
          body: JSON.stringify({
            ...{ apiVersion: "v1", kind: "Status", status: "Failure" },
            ...{ reason: "NotFound", code: 404 },
          }),
        }
      : {
          type: "application/json",
          body: JSON.stringify({ apiVersion: "v1", kind: "SecretList", metadata: {}, items: [] }),
        },
  );
  charts = await startChartRepository(join(PROJECT_ROOT, "test", "fixtures", "chart"), [
    "1.0.0",
    CHART_VERSION,
  ]);
  endpoint = await startEksEndpoint(emulator.endpoint, { [CLUSTER]: { api: api() } });
});

afterAll(async () => {
  await Promise.all([endpoint.stop(), charts.stop(), kubernetes.stop()]);
  await emulator.stop();
  cleanUp();
});

beforeEach(() => {
  endpoint.describe(CLUSTER, { api: api() });
  endpoint.reset();
});

const api = () => ({ endpoint: kubernetes.endpoint, caCertificate: "" });

/** A value as JSON configuration writes it: template openers escaped, as nothing here is a template. */
const literal = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/[$%](?=\{)/g, "$&$&"));

/** The actions that made or changed anything in AWS. */
const making = () =>
  endpoint.calls
    .map(({ action }) => action)
    .filter((action) => /^(Create|Put|Attach|Update|Tag|Add|Delete|POST |PUT )/.test(action));

/** A pipeline that calls the module with these inputs, each under its name. */
async function pipeline(calls: Readonly<Record<string, object>>): Promise<Terraform> {
  const eks = new EksPipeline(endpoint.env, { extraMirrors });
  const withChart = ([name, inputs]: [string, object]) => [
    name,
    { chartRepository: charts.url, connectorId: name, ...inputs },
  ];
  eks.calls(Object.fromEntries(Object.entries(calls).map(withChart)));
  await eks.terraform.init();
  return eks.terraform;
}

const env = { TF_VAR_token: `${MARKER},{with}\\signs` };

/**
 * What an apply of all these calls at once is refused for: messages without the lines that say which rule it was, one
 * for each call.
 */
async function refusals(calls: Readonly<Record<string, object>>) {
  const terraform = await pipeline(calls);
  const { exitCode, messages, output } = await terraform.apply({ env, check: false });
  expect(exitCode).toBe(1);
  expect(making()).toEqual([]);
  expect((await terraform.stateList()).filter((address) => !/(^|\.)data\./.test(address))).toEqual(
    [],
  );
  const diagnostics = messages.flatMap(({ diagnostic }) => diagnostic ?? []);
  const told = diagnosticMessages({ diagnostics }).map((message) => message.split("\n\n")[0]!);
  return { messages: told.sort(), terraform, output };
}

/** As calls of the module, by a name for each row. */
const rows = (inputs: readonly (readonly [input: string, value: unknown])[]) =>
  Object.fromEntries(
    inputs.map(([input, value], index) => [`row${index}`, { [input]: literal(value) }]),
  );

test("Terraform refuses every wrong input with its exact message, before anything is made", async () => {
  const { messages } = await refusals(rows(BAD_INPUTS.map(({ input, value }) => [input, value])));
  const expected = BAD_INPUTS.map(({ message }) => `Invalid value for variable: ${message}`);
  expect(expected.filter((message) => !messages.includes(message))).toEqual([]);
  // Nothing else is complained about: a bad value is one finding, or one for each rule that it breaks.
  const others = messages.filter((message) => !message.startsWith("Invalid value for variable: "));
  expect(others).toEqual([]);
});

test("Terraform takes what is good, at the edges of the rules", async () => {
  /** Of these, the real Helm would look for a chart that is nowhere. An OIDC provider must exist. */
  const elsewhere = ["chart", "chartRepository", "oidcProviderArn"];
  const checked = GOOD_INPUTS.filter(([input]) => !elsewhere.includes(input))
    .filter(([input, value]) => input !== "role" || !namesRoles(value))
    .map(
      ([input, value]) => [input, input === "chartVersion" ? `v${CHART_VERSION}` : value] as const,
    );
  expect(GOOD_INPUTS).toContainEqual(["chartVersion", `v${CHART_VERSION}`]);
  const terraform = await pipeline(rows(checked));
  const { diagnostics, changes } = await terraform.plan({ env, check: false });
  expect(diagnosticMessages({ diagnostics })).toEqual([]);
  const releases = changes.filter(({ address }) => /helm_release\.connector$/.test(address));
  expect(releases).toHaveLength(checked.length);
});

describe("rules across inputs", () => {
  const NO_MAPPING =
    "helmValues: not a YAML mapping (key: value lines). Correct it; `helm lint --values` shows the error.";
  const TOKEN_IN_VALUES =
    "helmValues: it contains the token, which Terraform would store in its state. Remove it and set aponoToken, which is not stored.";
  const CASES: readonly (readonly [call: string, inputs: object, ...messages: string[]])[] = [
    [
      "cpu",
      { cpu: "1", cpuRequests: "1001m" },
      "cpuRequests: 1001m is more than cpu (1), and Kubernetes rejects a request above its limit. Lower cpuRequests, or raise cpu.",
    ],
    [
      "memory",
      { memory: "1000M", memoryRequests: "1Gi" },
      "memoryRequests: 1Gi is more than memory (1000M), and Kubernetes rejects a request above its limit. Lower memoryRequests, or raise memory.",
    ],
    [
      "no-token",
      { aponoToken: null },
      "The connector has no token. Set aponoToken (the environment variable TF_VAR_APONO_TOKEN of the deployable stack) to the token from Apono's connector page.",
    ],
    ["no-yaml", { helmValues: `a: [${MARKER}` }, NO_MAPPING],
    ["list", { helmValues: `- ${MARKER}` }, NO_MAPPING],
    ["text", { helmValues: MARKER }, NO_MAPPING],
    ["sets-token", { helmValues: `apono: { token: other-${MARKER} }` }, TOKEN_IN_VALUES],
    [
      "holds-token",
      { aponoToken: MARKER, helmValues: `extraEnv: { TOKEN: "Bearer ${MARKER}" }` },
      TOKEN_IN_VALUES,
    ],
    [
      "list-holds-token",
      { aponoToken: MARKER, helmValues: `- ${MARKER}` },
      NO_MAPPING,
      TOKEN_IN_VALUES,
    ],
    [
      "account",
      { helmValues: `serviceAccount: { name: other, create: false }\nnote: ${MARKER}` },
      "helmValues: serviceAccount.name, serviceAccount.create would separate the connector's pods from their IAM role. Remove it; use serviceAccountName to name the service account.",
    ],
    [
      "sets",
      { withPermissions: false, permissionSets: ["eks-read"] },
      "permissionSets (eks-read) is set, but withPermissions is false. Set only one of the two.",
    ],
  ];

  it("are refused with their exact messages, in which the token is not", async () => {
    const calls = CASES.map(([name, inputs]) => [name, inputs] as const);
    const { messages, terraform, output } = await refusals(Object.fromEntries(calls));
    const expected = CASES.flatMap(([, , ...texts]) => texts);
    expect(messages).toEqual(
      expected.map((message) => `Resource precondition failed: ${message}`).sort(),
    );
    // As people see it, too.
    const { stdout, stderr } = await terraform.run(["plan", "-no-color"], { env });
    expect(stderr.split("helmValues: it contains the token,")).toHaveLength(4);
    const wanted = needles(MARKER);
    const shown = [output, stdout, stderr].flatMap((text) => text.split("\n"));
    expect(shown.filter((line) => wanted.some((needle) => line.includes(needle)))).toEqual([]);
  });
});

describe("a cluster", () => {
  it("without an OIDC issuer is refused, and fine with pod identity", async () => {
    endpoint.describe(CLUSTER, { api: api(), issuer: null });
    const { messages } = await refusals({ apono: {} });
    expect(messages).toEqual([
      `Resource postcondition failed: clusterName: the EKS cluster ${CLUSTER} has no OIDC issuer, so its service accounts can't assume an IAM role through it. Set identity = "pod-identity", or give the name of a cluster that has one.`,
    ]);
    const terraform = await pipeline({ apono: { identity: "pod-identity" } });
    expect((await terraform.plan({ env })).diagnostics).toEqual([]);
  });

  it("that does not exist is refused by the AWS provider", async () => {
    const { messages } = await refusals({ apono: { clusterName: "nowhere" } });
    expect(messages).toEqual([expect.stringMatching(/EKS Cluster \(nowhere\): couldn't find/)]);
  });

  it.each([
    ["us-east-1", [...GOOD_CLUSTERS, CLUSTER].sort().join(", ")],
    ["eu-central-1", "none"],
  ])(
    "that does not exist is answered by the stack in %s with those that do",
    async (region, names) => {
      const folder = tempDir("stack-");
      await run(process.execPath, ["synth.js"], {
        cwd: PROJECT_ROOT,
        env: {
          CDKTF_OUTDIR: join(folder, "cdktf.out"),
          APONO_BACKEND: JSON.stringify({ local: { path: join(folder, "{stack}.tfstate") } }),
        },
        check: true,
      });
      const terraform = new Terraform(join(folder, "cdktf.out", "stacks", "eks-connector"), {
        env: { ...endpoint.env, AWS_REGION: region },
        extraMirrors,
      });
      await terraform.init();
      const vars = { APONO_TOKEN: MARKER, clusterName: "nowhere" };
      const result = await terraform.plan({ vars, check: false });
      expect(diagnosticMessages(result)).toEqual([
        `Resource precondition failed: clusterName: there is no EKS cluster nowhere in this account and region. There is: ${names}. Correct the name, or choose another region with AWS_REGION and another account with AWS_PROFILE.`,
      ]);
      expect(making()).toEqual([]);
    },
  );
});
