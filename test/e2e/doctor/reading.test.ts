import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { ACTIONS } from "../../../cli/aws/actions";
import type { Fault } from "../../kit/fault-proxy";
import { GOOD_TOKEN, diagnose, doctor, doctorProcess } from "../../support/doctor";
import { emulatedAccount, queryError, subnetIn } from "../../support/emulated-account";
import { PROJECT } from "../../kit/project-copy";

jest.setTimeout(120_000);

const account = emulatedAccount();
const subnet = subnetIn(account);

const arn = "arn:aws:sts::123456789012:assumed-role/deploy/me";
const ec2Error = (code: string, message: string): Pick<Fault, "status" | "body"> => ({
  status: code === "RequestLimitExceeded" ? 503 : 403,
  body: `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
});
it("only reads, whatever is asked, and only what the policy allows", async () => {
  const everything = [
    "--subnet",
    subnet.id,
    "--cluster",
    "main",
    "--organization",
    "--unit",
    "r-ab12",
  ];
  expect((await doctorProcess(account.env, everything)).code).toBe(1);
  await doctor(account.env, ["--vpc", "vpc-0123456789abcdef0"]);

  const names = Object.values(ACTIONS)
    .flat()
    .map((action) => action.split(":")[1]!);
  const asked = account.proxy.calls.filter(({ service }) => service !== "eks");
  expect(asked.length).toBeGreaterThan(10);
  for (const { action } of asked) expect(names).toContain(action);
  // EKS has methods in place of names.
  const eks = account.proxy.calls.filter(({ service }) => service === "eks");
  expect(eks.map(({ action }) => action)).toEqual(["GET /clusters/main", "GET /clusters"]);
});

it("prints JSON as its schema has it, with everything and with nothing to look at", async () => {
  const schema = JSON.parse(
    readFileSync(join(PROJECT, "docs", "doctor.schema.json"), "utf8"),
  ) as object;
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  for (const args of [[], ["--subnet", subnet.id, "--cluster", "main", "--organization"]]) {
    const { document } = await diagnose(account.env, args);
    validate(document);
    expect(validate.errors).toBeNull();
  }
  const { document, code } = await diagnose(
    { ...account.env, AWS_REGION: "", AWS_DEFAULT_REGION: "" },
    [],
  );
  validate(document);
  expect(validate.errors).toBeNull();
  expect({ code, caller: document["caller"] }).toEqual({ code: 2, caller: null });
});

it("never shows the token, bundled as a user runs it", async () => {
  for (const format of ["text", "json"]) {
    for (const token of [GOOD_TOKEN, `"${GOOD_TOKEN}"`, `${GOOD_TOKEN}\n`]) {
      const { out, err } = await doctorProcess({ ...account.env, TF_VAR_APONO_TOKEN: token }, [
        "-f",
        format,
      ]);
      expect(out).toContain("APONO_TOKEN");
      expect(out + err).not.toContain(GOOD_TOKEN);
      expect(out + err).not.toContain("\u001b");
    }
  }
});

describe("a permission that is missing", () => {
  it.each([
    ["DescribeNetworkAcls", "ec2:DescribeNetworkAcls", "network.acl"],
    ["DescribeVpcAttribute", "ec2:DescribeVpcAttribute", "network.dns"],
    ["DescribeSubnets", "ec2:DescribeSubnets", "network.subnets"],
    ["DescribeRouteTables", "ec2:DescribeRouteTables", "network.subnets"],
  ])("%s is said to be missing, and the rest is looked at", async (action, permission, id) => {
    account.proxy.failOnce({
      action,
      ...ec2Error(
        "UnauthorizedOperation",
        `You are not authorized to perform this operation. User: ${arn} is not authorized to perform: ${permission} because no identity-based policy allows the ${permission} action`,
      ),
    });
    const { code, one } = await diagnose(account.env, ["--subnet", subnet.id]);
    expect(one(id)).toMatchObject({
      status: "unknown",
      fix: `Add to the caller's permissions: {"Effect":"Allow","Action":"${permission}","Resource":"*"}`,
      data: { failure: "denied", action: permission, principal: arn },
    });
    expect(one(id).summary).toContain(
      `not checked, because ${arn} is not allowed to call ${permission}.`,
    );
    expect(one("names.free").status).toBe("ok");
    expect(code).toBe(0);
  });

  it("is counted as a problem with --strict", async () => {
    account.proxy.failOnce({ action: "GetRole", ...queryError("AccessDenied", 403) });
    const { code, of } = await diagnose(account.env, ["--subnet", subnet.id, "--strict"]);
    expect(of("names.free")).toMatchObject([
      {
        status: "unknown",
        summary: expect.stringContaining("the role apono-connector-role-") as string,
        data: { action: "iam:GetRole" },
      },
      {
        status: "ok",
        summary: expect.not.stringContaining("role apono-connector-role-") as string,
      },
    ]);
    expect(code).toBe(1);
  });
});

describe("throttling", () => {
  it("is waited for", async () => {
    for (let time = 0; time < 4; time++)
      account.proxy.failOnce({
        action: "DescribeSubnets",
        ...ec2Error("RequestLimitExceeded", "Slow down."),
      });
    const { code, one } = await diagnose(account.env, ["--subnet", subnet.id]);
    expect(one("network.subnets").status).toBe("ok");
    expect(account.proxy.counts()["DescribeSubnets"]).toBe(5);
    expect(code).toBe(0);
  });
});
