import { declareVariables, defineInputs, rules } from "../../../lib/inputs";
import { type Json, render, synthesized } from "../../support/render";

const inputs = defineInputs({
  token: {
    type: "string",
    description: "A token: ${not} a template.",
    default: null,
    sensitive: true,
    ephemeral: true,
    rules: [rules.matches("\\S", "the token is empty. 100 %{x}")],
  },
  size: {
    type: "number",
    description: "Size.",
    default: 0,
    rules: [rules.oneOf([0, 2], "{bad}!")],
  },
  on: { type: "bool", description: "On.", default: false },
  names: {
    type: "list(string)",
    description: "Names.",
    rules: [rules.countBetween(1, 2, "{bad}!")],
  },
  tags: { type: "map(string)", description: "Tags.", default: { camelCase: "a", "Dash-Key": "b" } },
  none: { type: "string", description: "Empty.", default: "" },
});

const declared = (options = {}): Json =>
  synthesized((stack) => declareVariables(stack, inputs, options)).variable;

describe("declareVariables", () => {
  const { token, size, on, names, tags, none } = declared();

  it("declares each input under its name", () => {
    expect(Object.keys(declared())).toEqual(Object.keys(inputs));
  });

  it("keeps defaults as they are: null, falsy ones, and the keys of maps", () => {
    expect(token).toHaveProperty("default", null);
    expect([size.default, on.default, none.default]).toEqual([0, false, ""]);
    expect(tags.default).toEqual({ camelCase: "a", "Dash-Key": "b" });
    expect(names).not.toHaveProperty("default");
  });

  it("allows null only where it is the default", () => {
    expect([token, size, on, names, tags, none].map(({ nullable }) => nullable)).toEqual([
      true,
      ...Array<boolean>(5).fill(false),
    ]);
  });

  it("marks what is sensitive and ephemeral, and nothing else", () => {
    expect([token.sensitive, token.ephemeral]).toEqual([true, true]);
    expect(names.sensitive).toBeUndefined();
    expect(names).not.toHaveProperty("ephemeral");
  });

  it("escapes descriptions and messages, and guards nullable inputs", () => {
    expect(token.description).toBe("A token: $${not} a template.");
    expect(token.validation).toEqual([
      {
        condition: '${var.token == null ? true : can(regex("\\\\S", var.token))}',
        error_message: "token: the token is empty. 100 %%{x}",
      },
    ]);
  });

  it("shows the offending value in the message", () => {
    expect(size.validation).toEqual([
      {
        condition: "${contains([0, 2], var.size)}",
        // Terraform's JSON escapes three signs, such as the one in "~> 1.2".
        error_message:
          'size: ${replace(replace(replace(jsonencode(var.size), "\\\\u003c", "<"), "\\\\u003e", ">"), "\\\\u0026", "&")}!',
      },
    ]);
    expect(names.validation[0].error_message).toBe("names: ${tostring(length(var.names))}!");
  });

  it("renames variables, their validations with them", () => {
    const { TOKEN, token: gone } = declared({ rename: { token: "TOKEN" } });
    expect(gone).toBeUndefined();
    expect(TOKEN.validation[0].condition).toContain("var.TOKEN == null");
    expect(TOKEN.validation[0].error_message).toMatch(/^TOKEN: /);
  });

  it("gives references of each type", () => {
    let references: unknown;
    synthesized((stack) => {
      references = declareVariables(stack, inputs);
    });
    expect(Object.keys(references as object)).toEqual(Object.keys(inputs));
    expect(render((references as Json).names)).toBe("${var.names}");
    expect(render((references as Json).size)).toBe("${var.size}");
  });
});

describe("an object", () => {
  const withObject = defineInputs({
    logs: {
      type: "object",
      description: "Logs.",
      default: {},
      attributes: {
        key: {
          type: "string",
          description: "Key.",
          default: null,
          rules: [rules.matches("^arn:", "{bad}!")],
        },
        class: { type: "string", description: "Class.", default: "STANDARD" },
        keep: { type: "bool", description: "Keep.", default: false },
        days: {
          type: "number",
          description: "Days.",
          default: 0,
          rules: [rules.integerFrom(0, "{bad}?")],
        },
        names: { type: "list(string)", description: "Names.", default: ["a"] },
      },
    },
  });
  const { logs } = synthesized((stack) => declareVariables(stack, withObject)).variable;

  it("has a type in which every attribute is optional, with its default", () => {
    expect(logs.type).toBe(
      'object({ key = optional(string), class = optional(string, "STANDARD"), keep = optional(bool, false), ' +
        'days = optional(number, 0), names = optional(list(string), ["a"]) })',
    );
    expect(logs).toMatchObject({ default: {}, nullable: false });
  });

  it("checks each attribute, and names it in the message", () => {
    expect(logs.validation.map((each: Json) => each.condition)).toEqual([
      '${var.logs.key == null ? true : can(regex("^arn:", var.logs.key))}',
      "${floor(var.logs.days) == var.logs.days && var.logs.days >= 0}",
    ]);
    expect(logs.validation[1].error_message).toMatch(/^logs\.days: .*\?$/);
  });

  it("gives a reference to each attribute", () => {
    let references: Json;
    synthesized((stack) => {
      references = declareVariables(stack, withObject);
    });
    expect(render(references.logs)).toEqual({
      key: "${var.logs.key}",
      class: "${var.logs.class}",
      keep: "${var.logs.keep}",
      days: "${var.logs.days}",
      names: "${var.logs.names}",
    });
  });
});
