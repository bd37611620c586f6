import type { AwsPlace } from "../lib/aws-context";
import { type Value, hcl, text } from "../lib/hcl";
import type { Condition } from "../lib/terraform-features";

/**
 * That ARNs are of the region that the module is applied in: AWS would refuse others during the apply, or drop messages.
 *
 * @param input as messages name it, such as `logs.kmsKeyArn`
 * @param what the ARNs are of, in the plural
 */
export function isOfRegion(
  input: string,
  what: string,
  arns: Value<readonly string[]>,
  { region }: Pick<AwsPlace, "region">,
): Condition {
  const strangers = hcl`[for arn in ${arns} : arn if split(":", arn)[3] != ${region}]`;
  return {
    condition: hcl`length(${strangers}) == 0`,
    errorMessage: text`${input}: ${hcl`join(", ", ${strangers})`} is not in ${region}, where the connector runs. Give ${what} of that region.`,
  };
}
