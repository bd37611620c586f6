import { Token } from "cdktf";
import { rawHcl } from "../../../lib/hcl";
import { type PropsOf, defineInputs, resolveInputs, rules } from "../../../lib/inputs";

const inputs = defineInputs({
  token: { type: "string", description: "", default: null, ephemeral: true },
  name: { type: "string", description: "", rules: [rules.matches("^a", "{bad} is no name.")] },
  size: {
    type: "number",
    description: "",
    default: 3,
    rules: [rules.integerFrom(1, "{bad} is no size."), rules.oneOf([3, 5], "{bad} is odd.")],
  },
  list: {
    type: "list(string)",
    description: "",
    default: [],
    rules: [rules.everyMatches("^a", "{bad} is bad.")],
  },
  tags: {
    type: "map(string)",
    description: "",
    default: {},
    rules: [rules.valuesMatch("^[a-z]*$", "{bad} is bad.")],
  },
});

const resolve = (props: object) => resolveInputs("Thing", inputs, props as PropsOf<typeof inputs>);

describe("resolveInputs", () => {
  it("fills in defaults, and null where there is none", () => {
    expect(resolve({ name: "a" })).toEqual({ token: null, name: "a", size: 3, list: [], tags: {} });
    expect(resolve({ name: "a", size: null, list: undefined })).toMatchObject({
      size: 3,
      list: [],
    });
  });

  it("names an unknown input and the known ones", () => {
    expect(() => resolve({ name: "a", nam: "b" })).toThrow(
      new Error('Thing has no input "nam". Its inputs are: token, name, size, list, tags.'),
    );
  });

  it.each([{}, { name: null }, { name: undefined }])("names a missing input: %j", (props) => {
    expect(() => resolve(props)).toThrow(
      new Error('Thing needs the input "name". Give it in the construct\'s props.'),
    );
  });

  it("refuses a literal secret without repeating it", () => {
    expect(() => resolve({ name: "bad", token: "s3cr3t" })).toThrow(
      new Error(
        'Thing was given "token" as a plain string, which would be written into the synthesized file. ' +
          "Pass an ephemeral variable instead, such as tokenVariable() makes.",
      ),
    );
  });

  it("reports everything at once", () => {
    const props = { name: "b", size: 0.5, list: ["b", "a", "c"], tags: { k: "1" } };
    expect(() => resolve(props)).toThrow(
      new Error(
        "Thing has invalid inputs:\n" +
          '  - name: "b" is no name.\n' +
          "  - size: 0.5 is no size.\n" +
          "  - size: 0.5 is odd.\n" +
          '  - list: "b", "c" is bad.\n' +
          '  - tags: "k" is bad.',
      ),
    );
  });

  it("leaves references to Terraform, also as part of lists and maps", () => {
    const name = rawHcl("var.x").asString;
    const props = { token: name, name, size: rawHcl("var.y").asNumber, list: ["b", name] };
    expect(resolve(props)).toMatchObject(props);
    const tags = { k: name };
    expect(resolve({ name: `b-${name}`, tags })).toMatchObject({ tags });
    expect(
      resolve({ name: rawHcl("var.x"), tags: Token.asStringMap(rawHcl("var.t")) }),
    ).toBeDefined();
  });
});

describe("an object", () => {
  const withObject = defineInputs({
    logs: {
      type: "object",
      description: "",
      default: {},
      attributes: {
        key: {
          type: "string",
          description: "",
          default: null,
          rules: [rules.matches("^arn:", "{bad} is no key.")],
        },
        days: {
          type: "number",
          description: "",
          default: 3,
          rules: [rules.integerFrom(1, "{bad} is no number of days.")],
        },
      },
    },
  });
  const logsOf = (props: object) =>
    resolveInputs("Thing", withObject, props as PropsOf<typeof withObject>).logs;

  it("has every attribute, given or not", () => {
    expect(logsOf({})).toEqual({ key: null, days: 3 });
    expect(logsOf({ logs: null })).toEqual({ key: null, days: 3 });
    expect(logsOf({ logs: { key: "arn:a", days: undefined } })).toEqual({ key: "arn:a", days: 3 });
  });

  it("is checked attribute by attribute; a reference is left to Terraform", () => {
    expect(() => logsOf({ logs: { key: "a", days: 0 } })).toThrow(
      new Error(
        'Thing has invalid inputs:\n  - logs.key: "a" is no key.\n  - logs.days: 0 is no number of days.',
      ),
    );
    expect(() => logsOf({ logs: { key: rawHcl("var.key").asString, days: 0 } })).toThrow(
      new Error("Thing has invalid inputs:\n  - logs.days: 0 is no number of days."),
    );
  });

  it("has no other attribute", () => {
    expect(() => logsOf({ logs: { kee: "arn:a" } })).toThrow(
      new Error(
        'Thing has invalid inputs:\n  - logs: "kee" is not one of its attributes. Its attributes are: key, days.',
      ),
    );
  });
});
