import type { Fault, Path } from "../document";
import { PLACEHOLDER, tokenKey } from "../members";
import type { Case } from "./case";

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html */
const SECRET_ARN =
  /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$/;

/** In capitals, as few tokens are. */
const VARIABLE = /^[A-Z][A-Z0-9_]{0,62}$/;

/** What is no place is not shown: it may be the token. */
export function checkToken({ document, file, member, at }: Case): Fault[] {
  const { name, module, token } = member;
  if (token === undefined) return [];
  const key = tokenKey(file, name);
  const where: Path = key === undefined ? at : ["tokens", key];
  if ("secretArn" in token) {
    if (!SECRET_ARN.test(token.secretArn))
      return [
        document.fault(
          where,
          `${name}: its token's place is not the ARN of a secret. Give one such as arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd.`,
        ),
      ];
    return module === "eks-connector"
      ? [
          document.fault(
            where,
            `${name}: eks-connector takes its token from an environment variable. Give a variable's name, such as APONO_TOKEN_{NAME}.`,
          ),
        ]
      : [];
  }
  return VARIABLE.test(token.env.replaceAll(PLACEHOLDER, "x"))
    ? []
    : [
        document.fault(
          where,
          `${name}: what tokens has for it is neither the name of an environment variable, in capitals, nor the ARN of a secret. Write where the token is, never the token; if this was one, replace it in Apono.`,
        ),
      ];
}
