import { type Change, type Json, type JsonObject, at } from "./change";

/** Changes of variables, outputs, locals and the other blocks of Terraform's own. */
export function ownChanges(file: string, content: JsonObject): Change[] {
  const each = (
    block: string,
    make: (
      name: string,
      change: (
        kind: string,
        what: string,
        make: (body: JsonObject, all: JsonObject) => void,
      ) => Change,
    ) => Change[],
  ) =>
    Object.keys((content[block] ?? {}) as JsonObject).flatMap((name) =>
      make(name, (kind, what, change) => ({
        kind,
        what: `${block}.${name}${what === "" ? "" : `: ${what}`}`,
        file,
        make: (whole) => change(at(whole, [block, name]) as JsonObject, whole[block] as JsonObject),
      })),
    );
  return [
    ...each("variable", (name, change) => [
      change("remove variable", "", (_, all) => delete all[name]),
      change("unknown argument of a variable", "", (body) => (body.nosuch = "abc")),
      change("ephemeral variable", "", (body) => (body.ephemeral = true)),
      change("no type", "", (body) => delete body.type),
      ...[
        "strin",
        "list",
        "list(string",
        "list(strin)",
        "object({ a = })",
        "map(any)",
        "any",
        "string",
        "number",
        "bool",
        "tuple([string, number])",
        'object({ a = optional(string, "x") })',
        "${string}",
        "set(object({ a = string }))",
      ].map((type) => change("variable's type", type, (body) => (body.type = type))),
      ...[
        "abc",
        7,
        "7",
        true,
        null,
        ["a"],
        { a: 1 },
        "${var.connectorId}",
        [1, "a", true],
        [["a"], "b"],
      ].map((value) =>
        change("variable's default", JSON.stringify(value), (body) => (body.default = value)),
      ),
      change(
        "validation without message",
        "",
        (body) => (body.validation = { condition: `\${var.${name} != null}` }),
      ),
      change(
        "validation of another",
        "",
        (body) => (body.validation = { condition: "${1 > 0}", error_message: "No." }),
      ),
      change(
        "validation that isn't one",
        "",
        (body) =>
          (body.validation = {
            condition: `\${var.${name} != null ? [] : {}}`,
            error_message: "No.",
          }),
      ),
    ]),
    ...each("output", (name, change) => [
      change("output without value", "", (body) => delete body.value),
      change("unknown argument of an output", "", (body) => (body.nosuch = "abc")),
      change("output's reference", "", (body) => (body.value = "${aws_iam_role.nosuch.arn}")),
      change(
        "output's attribute",
        "",
        (body) => (body.value = "${data.aws_region.current.nosuch}"),
      ),
      change("output's value", "", (body) => (body.value = { harmless: [1, "a", null] })),
      change("remove output", "", (_, all) => delete all[name]),
    ]),
    ...each("locals", (name, change) => [
      change("remove local", "", (_, all) => delete all[name]),
      change("rename local", "", (body, all) => {
        delete all[name];
        all[`${name}_other`] = body;
      }),
      change("circular local", "", (_, all) => (all[name] = `\${local.${name}}`)),
      ...(["abc", 7, ["a"], { a: "b" }, null] as Json[]).map((value) =>
        change("local's value", JSON.stringify(value), (_, all) => (all[name] = value)),
      ),
    ]),
    ...each("check", (_, change) => [
      change("check without assert", "", (body) => delete body.assert),
      change("unknown argument of a check", "", (body) => (body.nosuch = "abc")),
    ]),
    ...["nosuch", "resources", "variables"].map((block): Change => ({
      kind: "unknown block of Terraform",
      what: block,
      file,
      make: (whole) => (whole[block] = { a: {} }),
    })),
    {
      kind: "moved without to",
      what: file,
      file,
      make: (whole) => (whole.moved = [{ from: "aws_iam_role.a" }]),
    },
    {
      kind: "harmless",
      what: `a local more in ${file}`,
      file,
      make: (whole) =>
        (whole.locals = { ...(whole.locals as JsonObject), quite_new: '${upper("a")}' }),
    },
    {
      kind: "harmless",
      what: `a comment in ${file}`,
      file,
      make: (whole) => (whole["//"] = "A comment"),
    },
  ];
}
