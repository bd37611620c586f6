import {
  type Located,
  type LocatedEntry,
  type LocatedObject,
  fieldOf,
  isFullyKnown,
  isNull,
  itemsOf,
  optionsOf,
  textField,
  textsOf,
  uniqueBy,
} from "./located-value";
import { documentIn } from "./json-text";

/**
 * The policy document of a `data "aws_iam_policy_document"`.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function documentOfData(body: LocatedObject): Located {
  const { range } = body;
  const own = itemsOf(fieldOf(body, "statement")).flatMap((each) =>
    each.kind === "object" ? [statement(each)] : [],
  );
  const sources = [
    ...itemsOf(fieldOf(body, "source_policy_documents")),
    ...itemsOf(fieldOf(body, "source_json")),
  ].flatMap(statementsOf);
  const overrides = [
    ...itemsOf(fieldOf(body, "override_policy_documents")),
    ...itemsOf(fieldOf(body, "override_json")),
  ].flatMap(statementsOf);
  // A statement replaces an earlier one with the same ID.
  const all = [...sources, ...own];
  const kept = all.filter((each) => !overrides.some((other) => isSame(each, other)));
  return {
    kind: "object",
    range,
    entries: [
      field("Version", { kind: "text", text: "2012-10-17", range }),
      field("Statement", { kind: "list", items: [...kept, ...overrides], range }),
    ],
  };
}

function statement(body: LocatedObject): LocatedObject {
  const { range } = body;
  const entries = (
    [
      ["Sid", "sid"],
      ["Action", "actions"],
      ["NotAction", "not_actions"],
      ["Resource", "resources"],
      ["NotResource", "not_resources"],
    ] as const
  ).flatMap(([name, argument]): LocatedEntry[] => {
    const value = fieldOf(body, argument);
    return value === undefined || isNull(value) ? [] : [field(name, asSet(value))];
  });
  return {
    kind: "object",
    range,
    entries: [
      field("Effect", fieldOf(body, "effect") ?? { kind: "text", text: "Allow", range }),
      ...entries,
      ...principals(body, "principals", "Principal"),
      ...principals(body, "not_principals", "NotPrincipal"),
      ...conditions(body),
    ],
  };
}

/** The provider treats these lists as sets: each value counts once. */
const asSet = (value: Located): Located =>
  value.kind === "list" ? { ...value, items: uniqueBy(value.items, keyOf) } : value;

const keyOf = (value: Located): string =>
  value.kind === "text" && isFullyKnown(value.text) ? value.text : JSON.stringify(value);

function principals(body: LocatedObject, argument: string, name: string): LocatedEntry[] {
  const blocks = itemsOf(fieldOf(body, argument));
  if (blocks.length === 0) return [];
  return [
    field(name, {
      kind: "object",
      range: blocks[0]!.range,
      entries: blocks.map((block) =>
        field(
          textField(block, "type") ?? "",
          fieldOf(block, "identifiers") ?? { kind: "unknown", range: block.range },
        ),
      ),
    }),
  ];
}

function conditions(body: LocatedObject): LocatedEntry[] {
  const blocks = itemsOf(fieldOf(body, "condition"));
  if (blocks.length === 0) return [];
  return [
    field("Condition", {
      kind: "object",
      range: blocks[0]!.range,
      entries: blocks.map((block) => {
        const variable = fieldOf(block, "variable");
        const [key] = textsOf(variable);
        return field(textField(block, "test") ?? "", {
          kind: "object",
          range: block.range,
          entries: [
            {
              key: key ?? { kind: "text", text: "", range: block.range },
              value: fieldOf(block, "values") ?? { kind: "unknown", range: block.range },
            },
          ],
        });
      }),
    }),
  ];
}

const statementsOf = (source: Located): Located[] =>
  optionsOf(source).flatMap((option) => {
    const document = documentIn(option);
    return document === undefined ? [option] : itemsOf(fieldOf(document, "Statement"));
  });

const isSame = (one: Located, other: Located): boolean =>
  textField(one, "Sid") !== undefined && textField(one, "Sid") === textField(other, "Sid");

const field = (name: string, value: Located): LocatedEntry => ({
  key: { kind: "text", text: name, range: value.range },
  value,
});
