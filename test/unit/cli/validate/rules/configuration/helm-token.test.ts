import { runCli } from "../../../../../support/cli";
import { inOwnFolder, write } from "../../../../../support/validate-folder";

interface Told {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly mend: string;
  readonly line: number;
  readonly related?: readonly { readonly message: string; readonly line: number }[];
}

jest.setTimeout(60_000);
inOwnFolder();

async function told(files: Readonly<Record<string, string>>, ...more: string[]): Promise<Told[]> {
  write(files);
  const { out } = await runCli(["validate", ".", ...more, "--format", "json"]);
  return (JSON.parse(out) as { findings: Told[] }).findings;
}

const settings = (terraform: string, helm: string) => `terraform {
  required_version = "${terraform}"
  required_providers {
    helm = {
      source  = "hashicorp/helm"
      version = "${helm}"
    }
  }
}
`;
const variable = (more = "") =>
  `variable "apono_token" {\n  description = "From Apono"\n  type        = string\n  sensitive   = true\n${more}}\n`;
const EPHEMERAL = "  ephemeral   = true\n";
const release = (more: string) => `resource "helm_release" "apono" {
  name       = "apono-connector"
  repository = "https://apono-io.github.io/apono-helm-charts/"
  chart      = "apono-connector"
  version    = "1.2.3"
${more}}
`;
const BLOCK = '  set {\n    name  = "apono.token"\n    value = var.apono_token\n  }\n';
const LIST = '  set = [{\n    name  = "apono.token"\n    value = var.apono_token\n  }]\n';
const WRITE_ONLY = `${LIST.replace("set =", "set_wo =")}  set_wo_revision = var.revision\n`;
const revision = 'variable "revision" {\n  description = "Raise it"\n  type = number\n}\n';

const SET_WO =
  'Give it in set_wo = [{ name = "apono.token", value = var.apono_token }], with a set_wo_revision that rises with every ' +
  "change of the release: an upgrade without it takes the token away.";
const DECLARE = 'Add ephemeral = true to variable "apono_token", or plan files keep it.';
const NEEDS =
  'This needs Terraform 1.11 (required_version = ">= 1.11") and version 3 of the provider helm (version = ">= 3.1, < 4"), ' +
  "which writes a block set { … } as set = [{ … }].";
const MODULE = "The module eks-connector does all of it.";

describe("a token in the set of a Helm release is one finding with all of its mend", () => {
  it.each([
    ["an older provider", "~> 2.12", BLOCK],
    ["the new provider", ">= 3.1, < 4", LIST],
  ])("by %s, with a variable that plan files keep", async (_, helm, set) => {
    const found = await told({
      "main.tf": settings(">= 1.5", helm) + variable() + release(set),
    });
    expect(found).toMatchObject([
      {
        rule: "token-in-plain-text",
        severity: "error",
        message: "helm_release.apono: set.apono.token keeps var.apono_token in state and plan.",
        mend: `${SET_WO} ${DECLARE} ${NEEDS} ${MODULE}`,
        line: 22,
        related: [
          { message: "var.apono_token is declared here, without ephemeral = true.", line: 10 },
        ],
      },
    ]);
  });

  it("with an ephemeral variable, which the release can't be given", async () => {
    const found = await told({
      "main.tf": settings(">= 1.11", ">= 3.1, < 4") + variable(EPHEMERAL) + release(LIST),
    });
    expect(found).toMatchObject([{ rule: "token-in-plain-text", mend: `${SET_WO} ${MODULE}` }]);
    expect(found[0]).not.toHaveProperty("related");
  });

  it("with the token written out", async () => {
    const text = release(LIST.replace("var.apono_token", '"t0ken"'));
    const found = await told({ "main.tf": settings(">= 1.11", ">= 3.1, < 4") + text });
    expect(found).toMatchObject([{ rule: "token-in-plain-text" }]);
    expect(found[0]!.mend).toBe(
      "Take it out, declare a variable with sensitive = true and ephemeral = true for it, and give that in the environment " +
        "(TF_VAR_<name>). Make a new token in Apono and revoke this one: the history of the file keeps it. Here, give it in " +
        'set_wo = [{ name = "apono.token", value = var.… }], with a set_wo_revision that rises with every change of the ' +
        `release: an upgrade without it takes the token away. ${MODULE}`,
    );
  });

  it("which, followed, leaves nothing to find", async () => {
    const text =
      settings(">= 1.11", ">= 3.1, < 4") + variable(EPHEMERAL) + release(WRITE_ONLY) + revision;
    expect(await told({ "main.tf": text })).toEqual([]);
  });
});

describe("what is said in one place is not said again", () => {
  const text = settings(">= 1.5", ">= 3.1, < 4") + variable() + release(LIST);
  const ephemeral = settings(">= 1.11", ">= 3.1, < 4") + variable(EPHEMERAL) + release(LIST);
  const live = (found: readonly (Told & { readonly suppressed?: object })[]) =>
    found.filter(({ suppressed }) => suppressed === undefined).map(({ rule }) => rule);

  it("but where the other is not asked for", async () => {
    expect(live(await told({ "main.tf": text }, "--only", "token-not-ephemeral"))).toEqual([
      "token-not-ephemeral",
    ]);
    expect(live(await told({ "main.tf": ephemeral }, "--only", "schema-write-only"))).toEqual([
      "schema-write-only",
    ]);
  });

  it("but where the other is turned off", async () => {
    const off = ["--off", "token-in-plain-text=the state is encrypted"];
    expect(live(await told({ "main.tf": text }, ...off))).toEqual(["token-not-ephemeral"]);
    expect(live(await told({ "main.tf": ephemeral }, ...off))).toEqual(["schema-write-only"]);
  });

  it("but of another variable", async () => {
    const found = await told({
      "main.tf": `${text}variable "aponoToken" {\n  description = "x"\n  type = string\n}\n`,
    });
    expect(live(found)).toEqual(["token-in-plain-text", "token-not-ephemeral"]);
  });

  it("and the same goes for other resources", async () => {
    const kept = `${variable()}resource "aws_ssm_parameter" "token" {\n  name  = "/apono"\n  type  = "SecureString"\n  value = var.apono_token\n}\n`;
    const found = (await told({ "main.tf": kept })).filter(
      ({ rule }) => rule !== "provider-unpinned",
    );
    expect(found).toMatchObject([
      {
        rule: "token-in-plain-text",
        mend: `Give it as value_wo, and raise value_wo_version when it changes. ${DECLARE}`,
      },
    ]);
  });
});
