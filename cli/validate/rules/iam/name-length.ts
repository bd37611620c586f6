import { QUOTAS } from "../../../../modules/permissions/quotas";
import type { Problem } from "../../finding";
import { policiesIn } from "../../policies";
import { type LocatedText, filled, isExact } from "../../policies/located";
import { lengthOf } from "../../policies/size";
import type { Rule } from "../../rule";
import { roleTrusting } from "./examples";
import { unique } from "./findings";

const STATEMENT = `Effect    = "Allow"
Action    = "sts:AssumeRole"
Principal = { AWS = "arn:aws:iam::210987654321:role/apono-connector" }`;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const NAME = /^[\w+=,.@-]*$/;

export const nameLength: Rule = {
  id: "iam-name-length",
  title: "Names and paths in IAM are as IAM takes them",
  severity: "error",
  why:
    `A role's name may have ${QUOTAS.roleName} characters, a policy's ${QUOTAS.policyName}, a path ${QUOTAS.path}; names ` +
    "are letters, digits and `+=,.@_-`, paths begin and end with `/`. What isn't known before a plan counts for " +
    "nothing. Checked are all roles and policies.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names",
  bad: {
    "main.tf": roleTrusting(
      STATEMENT,
      "apono-connector-of-the-department-for-platform-engineering-in-frankfurt",
    ),
  },
  good: { "main.tf": roleTrusting(STATEMENT, "apono-connector-platform-frankfurt") },
  check(subject) {
    const { roles, policies } = policiesIn(subject);
    return unique([
      ...roles.flatMap(({ address, name, path }) => [
        ...nameProblems(`The name of ${address}`, name, QUOTAS.roleName, "role"),
        ...pathProblems(address, path),
      ]),
      ...policies
        .filter(({ kind }) => kind === "identity")
        .flatMap(({ address, name }) =>
          nameProblems(`The name of ${address}`, name, QUOTAS.policyName, "policy"),
        ),
    ]);
  },
};

function nameProblems(
  what: string,
  name: LocatedText | undefined,
  most: number,
  kind: string,
): Problem[] {
  if (name === undefined) return [];
  const { text, range } = name;
  const length = lengthOf(text);
  if (length > most) {
    const least = isExact(text) ? `${length}` : `at least ${length}`;
    return [
      {
        message: `${what}, "${text}", has ${least} characters, and IAM allows ${most} for a ${kind}.`,
        mend: `Shorten it by ${length - most}.`,
        range,
      },
    ];
  }
  return NAME.test(filled(text, ""))
    ? []
    : [
        {
          message: `${what}, "${text}", has signs that IAM doesn't take.`,
          mend: "Use letters, digits and +=,.@_- only.",
          range,
        },
      ];
}

function pathProblems(address: string, path: LocatedText | undefined): Problem[] {
  if (path === undefined || !isExact(path.text)) return [];
  const { text, range } = path;
  if (/^\/$|^\/[!-~]+\/$/.test(text) && text.length <= QUOTAS.path) return [];
  return [
    {
      message: `The path of ${address}, "${text}", is none that IAM takes: it begins and ends with /, and has ${QUOTAS.path} characters at most.`,
      mend: `Write "/", or "/${text.replace(/^\/+|\/+$/g, "").slice(0, 100) || "apono-connectors"}/".`,
      range,
    },
  ];
}
