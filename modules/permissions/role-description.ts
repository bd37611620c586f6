import { type Expression, hcl } from "../../lib/hcl";

/**
 * A text as IAM takes it for a role's description: no sign beyond Latin-1, each of which becomes a question mark.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export const roleDescription = (text: Expression<string>): Expression<string> =>
  hcl`replace(${text}, "/[^ -~\\x{A1}-\\x{FF}]/", "?")`;
