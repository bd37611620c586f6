import { documentIn } from "../../terraform/values/json-text";
import { nameIn } from "./role-policies";
import { policiesOf, resourcesOf } from "./policy-document";
import { type Located, fieldOf, itemsOf, textField } from "../../terraform/values/located-value";
import type { Role } from "./policy";
import type { Resource } from "./resources";

/** The roles in the CloudFormation template of a stack or a StackSet. */
export function rolesInTemplate({ address, body }: Resource): Role[] {
  const template = fieldOf(body, "template_body");
  const document = template === undefined ? undefined : documentIn(template);
  const resources = fieldOf(document, "Resources");
  if (resources?.kind !== "object") return [];
  return resources.entries.flatMap(({ key, value }) =>
    textField(value, "Type") === "AWS::IAM::Role"
      ? [roleOf(`${address} (${key.text})`, fieldOf(value, "Properties"), value.range)]
      : [],
  );
}

function roleOf(address: string, properties: Located | undefined, range: Role["range"]): Role {
  const name = nameIn(fieldOf(properties, "RoleName"));
  const [path] = resourcesOf(fieldOf(properties, "Path"));
  return {
    address,
    ...(name === undefined ? {} : { name }),
    ...(path === undefined ? {} : { path }),
    trust: policiesOf(fieldOf(properties, "AssumeRolePolicyDocument"), { address }),
    inline: itemsOf(fieldOf(properties, "Policies")).flatMap((policy) => {
      const [policyName] = resourcesOf(fieldOf(policy, "PolicyName"));
      return policiesOf(fieldOf(policy, "PolicyDocument"), {
        address,
        ...(policyName === undefined ? {} : { name: policyName }),
      });
    }),
    managed: [],
    attachments: resourcesOf(fieldOf(properties, "ManagedPolicyArns")).map((arn) => ({
      address,
      arn,
      range: arn.range,
    })),
    hasBoundary: fieldOf(properties, "PermissionsBoundary") !== undefined,
    use: "other",
    range,
  };
}
