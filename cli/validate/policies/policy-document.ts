import { documentIn } from "../../terraform/values/json-text";
import {
  GAP,
  type Located,
  type LocatedObject,
  fieldOf,
  isReadable,
  itemsOf,
  optionsOf,
  textField,
  textIn,
  textsOf,
} from "../../terraform/values/located-value";
import type { Condition, Policy, Principal, Statement } from "./policy";

/** The policies in a value: one, or several if a condition decides. */
export function policiesOf(
  value: Located | undefined,
  about: Pick<Policy, "address" | "name" | "isAbsent">,
): Policy[] {
  if (value === undefined) return [];
  return optionsOf(value).flatMap((option) => {
    const document = documentIn(option);
    if (document === undefined) return [];
    const statements = itemsOf(fieldOf(document, "Statement"));
    return [
      {
        ...about,
        document,
        statements: statements.flatMap((each, at) =>
          each.kind === "object" ? [statementOf(each, at)] : [],
        ),
        range: option.range,
        isComplete: isReadable(document),
      },
    ];
  });
}

function statementOf(statement: LocatedObject, at: number): Statement {
  const sid = textField(statement, "Sid");
  const effect = textField(statement, "Effect");
  return {
    ...(effect === "Allow" || effect === "Deny" ? { effect } : {}),
    ...(sid === undefined ? {} : { sid }),
    title: sid === undefined || sid === "" ? `statement ${at + 1}` : `statement "${sid}"`,
    actions: textsOf(fieldOf(statement, "Action")),
    notActions: textsOf(fieldOf(statement, "NotAction")),
    resources: resourcesOf(fieldOf(statement, "Resource")),
    notResources: resourcesOf(fieldOf(statement, "NotResource")),
    principals: principalsOf(fieldOf(statement, "Principal")),
    notPrincipals: principalsOf(fieldOf(statement, "NotPrincipal")),
    conditions: conditionsOf(fieldOf(statement, "Condition")),
    range: statement.range,
  };
}

/** The ARNs in a value, with gaps for CloudFormation's functions and without empty strings. */
export const resourcesOf = (value: Located | undefined): Statement["resources"] =>
  itemsOf(value).flatMap((item) => {
    const text = textIn(item) ?? cloudFormationText(item);
    return text === undefined || text === ""
      ? []
      : [{ kind: "text" as const, text, range: item.range }];
  });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
function cloudFormationText(value: Located): string | undefined {
  const [entry] = value.kind === "object" ? value.entries : [];
  if (entry === undefined) return undefined;
  const { key, value: argument } = entry;
  if (key.text === "Fn::Sub") return textIn(itemsOf(argument)[0] ?? argument) ?? GAP;
  if (key.text === "Ref") return `\${${textIn(argument) ?? "…"}}`;
  if (key.text === "Fn::GetAtt")
    return `\${${textsOf(argument)
      .map(({ text }) => text)
      .join(".")}}`;
  return key.text.startsWith("Fn::") ? GAP : undefined;
}

function principalsOf(value: Located | undefined): Principal[] {
  return value === undefined
    ? []
    : optionsOf(value).flatMap((option): Principal[] =>
        option.kind === "object"
          ? option.entries.flatMap(({ key, value: names }) =>
              resourcesOf(names).map((each) => ({ type: key.text, value: each })),
            )
          : textsOf(option).map((each) => ({ type: each.text === "*" ? "*" : "AWS", value: each })),
      );
}

const conditionsOf = (value: Located | undefined): Condition[] =>
  value === undefined
    ? []
    : optionsOf(value).flatMap((option) =>
        option.kind !== "object"
          ? []
          : option.entries.flatMap(({ key: operator, value: keys }) =>
              optionsOf(keys).flatMap((each) =>
                each.kind !== "object"
                  ? []
                  : each.entries.map(({ key, value: values }) => ({
                      operator: operator.text,
                      key,
                      values: resourcesOf(values),
                    })),
              ),
            ),
      );
