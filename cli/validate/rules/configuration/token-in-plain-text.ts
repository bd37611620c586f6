import type { Problem } from "../../finding";
import { placeOf } from "../../model/range";
import type { Rule } from "../../rule";
import type { Subject } from "../../subject";
import { SecretFlow } from "./secrets/flow";
import { keptIn } from "./secrets/kept";
import { literalsIn, literalsInFile } from "./secrets/literals";
import { secretsInPlan } from "./secrets/plans";

/** The token, and other secrets, wherever they could come to rest. */
export const tokenInPlainText: Rule = {
  id: "token-in-plain-text",
  title: "No token or secret comes to rest in plain text",
  severity: "error",
  why:
    "Whoever has the connector's token can act as the connector. It must stand in no file of the configuration, and must " +
    "not get into state, plans, task definitions, chart values, outputs or logs, all of which are read by many.\n\n" +
    "Looked at are literals (arguments, defaults of variables, locals, files of variables, backends, providers, environments of " +
    "containers, chart values, scripts), what looks like a secret wherever it stands, every path on which a variable with a " +
    "secret gets into something that state keeps, and plans. A secret may go into write-only arguments " +
    "(`secret_string_wo`, `value_wo`, `set_wo`), providers, and ephemeral inputs such as `aponoToken`. " +
    "The value itself is never shown.",
  source: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
  bad: {
    "main.tf": `variable "apono_token" {
  type      = string
  sensitive = true
}

resource "aws_secretsmanager_secret_version" "token" {
  secret_id     = "apono"
  secret_string = jsonencode({ username = "apono", password = var.apono_token })
}
`,
    "terraform.tfvars": `apono_token = "the-token-itself"
`,
  },
  good: {
    "main.tf": `variable "apono_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "aws_secretsmanager_secret_version" "token" {
  secret_id                = "apono"
  secret_string_wo         = jsonencode({ username = "apono", password = var.apono_token })
  secret_string_wo_version = 1
}
`,
  },
  check(subject: Subject): readonly Problem[] {
    const flow = new SecretFlow(subject);
    const secretVariables = new Set(
      subject.modules
        .filter(({ role }) => role === "root")
        .flatMap((module) => [...flow.secretVariables(module)]),
    );
    return [
      ...onePerPlace(
        subject.modules.flatMap((module) => [
          ...literalsIn(module, subject, flow),
          ...keptIn(module, flow),
        ]),
      ),
      ...subject.variableFiles.flatMap((file) => literalsInFile(file, secretVariables)),
      ...subject.plans.flatMap(secretsInPlan),
    ];
  },
};

/** A local's text is found where it stands and where it goes: once is enough. */
const onePerPlace = (problems: readonly Problem[]): Problem[] => [
  ...new Map(
    problems.map((problem): [string, Problem] => [
      `${placeOf(problem.range)}-${problem.range.end.line}:${problem.range.end.column}`,
      problem,
    ]),
  ).values(),
];
