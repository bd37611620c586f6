import { type Policy, allows } from "../../support/policies";

const ROLE = "arn:aws:iam::210987654321:role/apono-connector";
const policy = (...Statement: Policy["Statement"][number][]): Policy => ({ Statement });
const request = { action: "sts:AssumeRole", principal: ROLE };

describe("the evaluation of policies", () => {
  it("allows what some statement allows and none denies", () => {
    const allow = policy({ Effect: "Allow", Action: ["sts:*"], Resource: "*" });
    const deny = policy({ Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" });
    expect(allows([], request)).toBe(false);
    expect(allows([allow], request)).toBe(true);
    expect(allows([allow, deny], request)).toBe(false);
    expect(allows([allow, deny], { ...request, action: "sts:TagSession" })).toBe(true);
  });

  it("takes an account's root for its identities, and a role for itself", () => {
    const trust = (AWS: string) => [
      policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS } }),
    ];
    expect(allows(trust("arn:aws:iam::210987654321:root"), request)).toBe(true);
    expect(allows(trust("arn:aws:iam::210987654322:root"), request)).toBe(false);
    expect(allows(trust(ROLE), request)).toBe(true);
    expect(allows(trust(`${ROLE}2`), request)).toBe(false);
  });

  it("holds every condition, and none on a key that the request lacks", () => {
    const trust = [
      policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Condition: {
          ArnEquals: { "aws:PrincipalArn": ROLE },
          StringEquals: { "sts:ExternalId": "id" },
        },
      }),
    ];
    expect(allows(trust, { ...request, externalId: "id" })).toBe(true);
    expect(allows(trust, { ...request, externalId: "ID" })).toBe(false);
    expect(allows(trust, request)).toBe(false);
    expect(allows(trust, { ...request, principal: `${ROLE}x`, externalId: "id" })).toBe(false);
  });

  it("refuses to judge what it does not know", () => {
    const strange = (Condition: Record<string, Record<string, string>>) => () =>
      allows([policy({ Effect: "Allow", Action: "*", Condition })], request);
    expect(strange({ IpAddress: { "aws:PrincipalArn": "*" } })).toThrow(/IpAddress/);
    expect(strange({ StringEquals: { "aws:SourceIp": "*" } })).toThrow(/aws:SourceIp/);
  });

  it("compares with every value of a list, and with patterns where the operator says so", () => {
    const passing = (operator: string, wanted: string | string[]) =>
      allows(
        [
          policy({
            Effect: "Allow",
            Action: "iam:PassRole",
            Condition: { [operator]: { "iam:PassedToService": wanted } },
          }),
        ],
        { ...request, action: "iam:PassRole", context: { "iam:PassedToService": "ecs-tasks" } },
      );
    expect(passing("StringEquals", ["pods", "ecs-tasks"])).toBe(true);
    expect(passing("StringEquals", ["pods", "ecs-*"])).toBe(false);
    expect(passing("StringLike", ["pods", "ecs-*"])).toBe(true);
    expect(passing("StringNotEquals", ["pods", "ecs-tasks"])).toBe(false);
  });

  it("matches resources by their patterns", () => {
    const own = [
      policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Resource: ["arn:aws:iam::*:role/apono-*"],
      }),
    ];
    const to = (role: string) => ({ ...request, resource: `arn:aws:iam::1:role/${role}` });
    expect(allows(own, to("apono-x"))).toBe(true);
    expect(allows(own, to("xapono-x"))).toBe(false);
  });
});
