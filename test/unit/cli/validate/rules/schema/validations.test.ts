import { check } from "../../../../../../cli/validate/check";
import { subjectOf } from "../../../../../../cli/validate/read/example";
import { moduleCall } from "../../../../../../cli/validate/rules/schema/module-call";
import { variableDeclaration } from "../../../../../../cli/validate/rules/schema/variables";

/** A module with a variable, called with or without it; what is found in each file. */
async function found(variable: string, input = "", name = "main.tf"): Promise<string[]> {
  const subject = await subjectOf({
    "main.tf": `variable "any" {}\nmodule "called" {\n  source = "./called"\n${input}\n}\n`,
    [`called/${name}`]: variable,
  });
  return (await check(subject, [variableDeclaration, moduleCall])).map(
    ({ severity, message, range }) => `${range.file}: ${severity} ${message}`,
  );
}

const size = (body: string, message = '"No: ${var.size}."') => `variable "size" {
  ${body}
  validation {
    condition     = var.size > 1
    error_message = ${message}
  }
}
`;

describe("a default that the variable's own validation refuses", () => {
  const REFUSED =
    "The default of the variable size can't be taken: its validation refuses it: No: 1.";

  it("is an error where a call takes it", async () => {
    expect(await found(size("default = 1"))).toEqual([`called/main.tf: error ${REFUSED}`]);
    expect(await found(size("default = 2"))).toEqual([]);
  });

  it("is a warning where none does", async () => {
    expect(await found(size("default = 1"), "  size = 2")).toEqual([
      `called/main.tf: warning ${REFUSED}`,
    ]);
    const subject = await subjectOf({ "main.tf": size("default = 1") });
    expect(await check(subject, [variableDeclaration])).toMatchObject([{ severity: "warning" }]);
  });

  describe("where a file of variables may give another value", () => {
    const refused = async (file: string, values: string, body = "default = 1") => {
      const subject = await subjectOf({ "main.tf": size(body), [file]: values });
      return (await check(subject, [variableDeclaration])).map(({ severity }) => severity);
    };

    it.each([
      "terraform.tfvars",
      "terraform.tfvars.json",
      "a.auto.tfvars",
      "a.auto.tfvars.json",
      ".auto.tfvars",
    ])("is not told where Terraform loads it: %s", async (file) => {
      const isJson = file.endsWith(".json");
      expect(await refused(file, isJson ? '{ "size": 2 }' : "size = 2\n")).toEqual([]);
      expect(await refused(file, isJson ? '{ "other": 2 }' : "other = 2\n")).toEqual(["warning"]);
      // What it holds isn't known where it can't be read.
      expect(await refused(file, isJson ? "{" : "size =\n")).toEqual([]);
    });

    it.each(["prod.tfvars", "other/terraform.tfvars", "terraform.tfvars.bak", "auto.tfvars"])(
      "is told where somebody has to name it: %s",
      async (file) => {
        expect(await refused(file, "size = 2\n")).toEqual(["warning"]);
      },
    );

    it("is told where null leaves the default in its place", async () => {
      expect(await refused("terraform.tfvars", "size = null\n")).toEqual([]);
      const body = "default = 1\n  nullable = false";
      expect(await refused("terraform.tfvars", "size = null\n", body)).toEqual(["warning"]);
    });

    it("is told where a call takes it: of files beside the module it knows nothing", async () => {
      const subject = await subjectOf({
        "main.tf": 'module "called" {\n  source = "./called"\n}\n',
        "called/main.tf": size("default = 1"),
        "called/terraform.tfvars": "size = 2\n",
      });
      expect(await check(subject, [variableDeclaration])).toMatchObject([{ severity: "error" }]);
    });
  });

  it("is told once where several validations hide what they say", async () => {
    const twice = size(
      `default = 1
  sensitive = true
  validation {
    condition     = var.size > 2
    error_message = "No."
  }`,
    );
    expect(await found(twice)).toHaveLength(1);
    expect(await found(twice.replace("default = 1", ""), "  size = 1")).toHaveLength(1);
  });

  it.each([
    ["type = string\n  default = 7", 'var.size == "7"', undefined],
    ["type = string\n  default = 7", "var.size == 7", "refuses it"],
    ['type = set(string)\n  default = ["a", "a"]', "length(var.size) == 1", undefined],
    ["default = null", "length(var.size) > 0", "can't be evaluated: length takes a value"],
    ["default = 1", "var.size == 1 ? null : true", "is neither true nor false: null is neither"],
    ['default = "yes"', "var.size", 'is neither true nor false: "yes" is no bool'],
    ['default = "true"', "var.size", undefined],
    ['default = "a b"', 'can(regex("^[a-z]+$", var.size))', "refuses it"],
    ['default = ["a", "b"]', 'alltrue([for x in var.size : x != "b"])', "refuses it"],
    ["default = 1", "var.size == local.other", "refuses it"],
    // Other variables are not known, nor what they flow into.
    ["default = 1", "var.size == var.other", undefined],
    ["default = 1", "var.size == local.unknown", undefined],
    ["type = object({ a = optional(string) })\n  default = {}", "var.size.a != null", "refuses it"],
    // Which default is not read.
    [
      'type = object({ a = optional(string, "b") })\n  default = {}',
      'var.size.a == "c"',
      undefined,
    ],
  ])("%s with %s: %s", async (body, condition, reason) => {
    const module = `variable "size" {
  ${body}
  validation {
    condition     = ${condition}
    error_message = "No."
  }
}
variable "other" {
  default = 2
}
locals {
  other   = 2
  unknown = var.other
}
`;
    expect(await found(module)).toEqual(
      reason === undefined ? [] : [expect.stringContaining(`its validation ${reason}`)],
    );
  });

  it("waits for a message that isn't known yet", async () => {
    const other = 'variable "other" {\n  default = 1\n}\n';
    expect(await found(size("default = 1", '"No ${var.other}."') + other)).toEqual([]);
  });

  it("is told even where its message can't be evaluated, which JSON allows", async () => {
    const validation = { condition: "${var.size > 1}", error_message: "No ${upper([])}." };
    const text = JSON.stringify({ variable: { size: { default: 1, validation } } });
    expect(await found(text, "", "main.tf.json")).toEqual([
      "called/main.tf.json: error The default of the variable size can't be taken: its validation refuses it.",
    ]);
  });

  it("is told without the value where that is a secret", async () => {
    const subject = await subjectOf({
      "main.tf": 'module "called" {\n  source = "./called"\n}\n',
      "called/main.tf": size("default = 1\n  sensitive = true"),
    });
    expect(await check(subject, [variableDeclaration])).toMatchObject([
      {
        message: "The default of the variable size can't be taken: its validation refuses it.",
        secret: true,
      },
    ]);
  });
});

describe("an input that the variable's validation refuses", () => {
  it("is an error of the call", async () => {
    expect(await found(size(""), "  size = 1")).toEqual([
      "main.tf: error size of module.called can't be taken: its validation refuses it: No: 1.",
    ]);
    expect(await found(size(""), "  size = 2")).toEqual([]);
    expect(await found(size(""), "  size = var.any")).toEqual([]);
  });

  it("may be null where a default takes its place", async () => {
    expect(await found(size("nullable = false\n  default = 2"), "  size = null")).toEqual([]);
    expect(await found(size("nullable = false"), "  size = null")).toEqual([
      "main.tf: error size of module.called may not be null.",
    ]);
    expect(await found(size("default = 2"), "  size = null")).toEqual([
      expect.stringContaining("its validation can't be evaluated"),
    ]);
  });
});
