import { type Expression, hcl } from "../../lib/hcl";

/**
 * A role's description as IAM accepts it: characters beyond Latin-1 become question marks.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export const roleDescription = (text: Expression<string>): Expression<string> =>
  hcl`replace(${text}, "/[^ -~\\x{A1}-\\x{FF}]/", "?")`;
