/** A variable's body, the value that a file gives to it, and whether Terraform takes it. */
export type GivenValue = readonly [body: string, value: string, isTaken: boolean];

/** With a validation that shows the value. */
const validated = (body: string, condition: string): string => `${body}
  validation {
    condition     = ${condition}
    error_message = "No: \${jsonencode(var.given)}."
  }`;

const PRESET = "type = object({ a = optional(number, 7) })";
const NOT_NULL = 'type = string\n  default = "a"\n  nullable = false';

/** Values that become one of a type, or don't, and that a validation takes, or doesn't. */
export const GIVEN_VALUES: readonly GivenValue[] = [
  ["type = number", '"x"', false],
  ["type = number", '"1e3"', true],
  ["type = number", '".5"', true],
  ["type = number", '"0x10"', false],
  ["type = number", "true", false],
  ["type = bool", '"1"', true],
  ["type = bool", "1", false],
  ["type = bool", '"TRUE"', false],
  ["type = string", "7", true],
  ["type = string", '["a"]', false],
  ["type = object({ a = number })", '{ a = "x" }', false],
  ["type = object({ a = number })", '{ a = "1", b = "x" }', true],
  ["type = object({ a = number })", "{ a = null }", true],
  ["type = object({ a = number })", "{}", false],
  ["type = object({ a = optional(number) })", "{}", true],
  ["type = object({ a = object({ b = bool }) })", '{ a = { b = "x" } }', false],
  ["type = list(number)", '["1", null]', true],
  ["type = list(number)", '["1", "x"]', false],
  ["type = list(any)", '["a", 1]', true],
  ["type = list(any)", '["a", ["b"]]', false],
  ["type = set(string)", '["a", "a"]', true],
  ["type = map(string)", "{ a = 1 }", true],
  ["type = map(list(string))", '{ a = "x" }', false],
  ["type = tuple([string, number])", '[1, "2"]', true],
  ["type = tuple([string, number])", '["a", "b"]', false],
  ["type = any", "[1, true, {}]", true],
  ["", "[1, true, {}]", true],
  ["type = string", "null", true],
  ["type = string\n  nullable = false", "null", false],
  [NOT_NULL, "null", true],
  [validated(NOT_NULL, 'var.given == "a"'), "null", true],
  [validated("type = string", "length(var.given) > 2"), '"a"', false],
  [validated("type = string", "length(var.given) > 2"), '"abc"', true],
  [validated("type = string", "length(var.given) > 2"), "null", false],
  [validated("type = string\n  sensitive = true", "length(var.given) > 2"), '"a"', false],
  [validated("type = string", 'var.given == "7"'), "7", true],
  [validated("type = set(string)", "length(var.given) == 1"), '["a", "a"]', true],
  [validated(PRESET, "var.given.a == 7"), "{}", true],
  [validated("type = object({ a = optional(number) })", "var.given.a == null"), "{}", true],
  [validated("type = map(string)", '!contains(values(var.given), "b")'), '{ a = "b" }', false],
];

/** A module with a variable. */
export const declared = (body: string): string => `variable "given" {\n  ${body}\n}\n`;
