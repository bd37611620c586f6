import { buildModule } from "../../../../modules";
import { type Json, keys, texts } from "../../../support/render";

const files: Json = buildModule("eks-connector").toFiles();
const { resource, data } = files["main.tf.json"];
const { variable } = files["variables.tf.json"];
const release = resource.helm_release.connector;

describe("the module eks-connector", () => {
  it("holds no provider, backend, metadata, provisioner or credential of the cluster", () => {
    for (const key of ["//", "provider", "backend", "cloud", "provisioner", "ephemeral"])
      expect(keys(files).filter((each) => each === key)).toEqual(
        key === "ephemeral" ? ["ephemeral"] : [],
      );
    expect(variable.aponoToken.ephemeral).toBe(true);
    expect(files["versions.tf.json"].terraform.required_providers).toEqual({
      aws: { source: "hashicorp/aws", version: ">= 5.100, < 7" },
      helm: { source: "hashicorp/helm", version: ">= 3.1, < 4" },
      kubernetes: { source: "hashicorp/kubernetes", version: ">= 2.36, < 4" },
    });
    expect(Object.keys(data)).not.toContain("aws_eks_cluster_auth");
  });

  it("writes ARNs for any partition", () => {
    const arns = texts(files["main.tf.json"]).filter(([, value]) => /\barn:/.test(value));
    expect(arns.length).toBeGreaterThan(0);
    for (const [, value] of arns)
      for (const [, partition] of value.matchAll(/(?<!\.)\barn:(.{40})/g))
        expect(partition).toMatch(/^\$\{(local|data\.aws_partition\.current)\.partition\}:/);
  });

  it("asks no network for a thumbprint", () => {
    expect(resource.aws_iam_openid_connect_provider.cluster).not.toHaveProperty("thumbprint_list");
    expect(keys(files)).not.toContain("tls_certificate");
  });
});

describe("the token", () => {
  const WHERE = [
    /^variables\.tf\.json\.variable\.aponoToken\.validation\.\d+\.condition$/,
    /^main\.tf\.json\.resource\.helm_release\.connector\.set_wo\.0\.value$/,
    /^main\.tf\.json\.resource\.helm_release\.connector\.lifecycle\.precondition\.\d+\.condition$/,
    /^main\.tf\.json\.locals\.helm_values_hold_token$/,
  ];
  const places = texts(files).filter(([, value]) => /var\.aponoToken\b/.test(value));

  it("is referred to in its validations, the write-only argument and preconditions only", () => {
    for (const [path] of places) expect(WHERE.filter((where) => where.test(path))).toHaveLength(1);
    for (const where of WHERE) expect(places.some(([path]) => where.test(path))).toBe(true);
    const verdicts = texts(files).filter(([, value]) => /helm_values_hold_token/.test(value));
    for (const [path] of verdicts) expect(path).toMatch(/\.precondition\.\d+\.condition$/);
  });

  it("is handed to Helm with every change of the release", () => {
    const { triggers_replace: changes } = resource.terraform_data.release_changed;
    const { set_wo_revision: revision, ...others } = release;
    const settings = Object.entries<Json>(others).filter(
      ([argument]) => !["set_wo", "depends_on", "lifecycle"].includes(argument),
    );
    expect(revision).toBe("${terraform_data.release_changed.input}");
    // Each argument's expression stands in what the revision goes by.
    for (const [argument, value] of settings) {
      const expression = String(value).replace(/^\$\{(.*)\}$/s, "$1");
      expect(`${argument}: ${changes.includes(expression)}`).toBe(`${argument}: true`);
    }
    expect(changes).toContain("var.aponoTokenVersion");
  });
});

describe("an upgrade from the public module", () => {
  it("keeps the release", () => {
    const moved: { from: string; to: string }[] = files["moved.tf.json"].moved;
    // Role and guardrails are none or one since others may make the role.
    expect(moved.filter(({ from, to }) => to !== `${from}[0]`)).toEqual([
      { from: "helm_release.connectorHelmChart", to: "helm_release.connector" },
    ]);
    expect(release.name).toBe("${var.releaseName}");
    expect(variable.releaseName.default).toBe("apono-connector");
    expect(variable.namespace.default).toBe("apono-connector");
  });
});

describe("the release", () => {
  it("comes after everything that the connector needs", () => {
    const addresses = ["aws_iam_role_policy", "aws_iam_role_policy_attachment"].flatMap((type) =>
      Object.keys(resource[type]).map((name) => `${type}.${name}`),
    );
    expect([...release.depends_on].sort()).toEqual(
      [
        ...addresses,
        "aws_iam_openid_connect_provider.cluster",
        "data.aws_iam_role.connector",
        "data.aws_iam_openid_connect_provider.cluster",
        "aws_eks_addon.pod_identity_agent",
        "aws_eks_pod_identity_association.connector",
        "kubernetes_namespace_v1.connector",
        "kubernetes_service_account_v1.connector",
      ].sort(),
    );
  });
});
