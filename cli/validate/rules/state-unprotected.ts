import type { Problem } from "../finding";
import { type Body, type Module, blocksOf, bodiesOf, valueOf } from "../model/configuration";
import type { Range } from "../model/range";
import type { Rule } from "../rule";
import { usesConnector } from "../calls/calls";

/** State that anybody could read, or that one machine alone has. */
export const stateUnprotected: Rule = {
  id: "state-unprotected",
  title: "The connector's state is shared, encrypted and locked",
  severity: "note",
  needsWhole: true,
  why:
    "This project keeps the token out of state, but state still says which roles and networks there are, and whoever can change it " +
    "can have Terraform destroy them. State on one machine is lost with it, and two people who apply at once overwrite each other's. " +
    "Nothing is said of a root module without any backend block, whose state may be configured elsewhere.",
  source: "https://developer.hashicorp.com/terraform/language/backend/s3",
  check: ({ modules }) => modules.filter(usesConnector).flatMap(problemsOf),
};

const problemsOf = (module: Module): Problem[] =>
  backendsOf(module).flatMap(({ type, body, range }) => {
    const truth = (name: string) => {
      const value = valueOf(body, name);
      return value?.kind === "literal" ? value.value === true || value.value === "true" : undefined;
    };
    const address = valueOf(body, "address");
    if (type === "local")
      return [
        {
          message: "State is kept in a file on this machine.",
          mend: 'Keep it where all who apply can reach it, such as backend "s3" with encrypt and use_lockfile, or HCP Terraform.',
          range,
        },
      ];
    if (type === "http" && address?.kind === "literal" && /^http:/.test(String(address.value)))
      return [
        {
          message: "State goes over the network unencrypted.",
          mend: "Use an https:// address.",
          range: address.range,
        },
      ];
    if (type !== "s3") return [];
    return [
      ...(truth("encrypt") === true ||
      (body.attributes.has("encrypt") && truth("encrypt") === undefined)
        ? []
        : [
            {
              message: "The state's encryption in S3 is not asked for.",
              mend: "Add encrypt = true, and kms_key_id where you have a key for it.",
              range: valueOf(body, "encrypt")?.range ?? range,
            },
          ]),
      ...(truth("use_lockfile") === true || body.attributes.has("dynamodb_table")
        ? []
        : [
            {
              message: "State in S3 is not locked: two applies at once overwrite each other's.",
              mend: "Add use_lockfile = true.",
              range: valueOf(body, "use_lockfile")?.range ?? range,
            },
          ]),
    ];
  });

interface Backend {
  readonly type: string;
  readonly body: Body;
  readonly range: Range;
}

/** Backends, written as blocks or in JSON. */
const backendsOf = (module: Module): Backend[] =>
  blocksOf(module, "terraform").flatMap(({ body }) => [
    ...body.blocks
      .filter(({ type }) => type === "backend")
      .map((block) => ({ type: block.labels[0] ?? "", body: block.body, range: block.range })),
    ...bodiesOf(valueOf(body, "backend") ?? { kind: "unreadable", range: body.range }).flatMap(
      ({ attributes }) =>
        [...attributes.values()].flatMap(({ name, value, nameRange }) =>
          bodiesOf(value).map((settings) => ({ type: name, body: settings, range: nameRange })),
        ),
    ),
  ]);
