import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeProfiles } from "../../kit/organization";
import { type Env, tempDir } from "../../kit/processes";
import { diagnose, doctorProcess } from "../../support/doctor";
import { emulatedAccount, queryError, subnetIn } from "../../support/emulated-account";

jest.setTimeout(120_000);

const account = emulatedAccount();
const subnet = subnetIn(account);

describe("credentials", () => {
  it("are missed, and all else is looked at", async () => {
    const { code, out, err } = await doctorProcess(
      { ...account.env, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
      ["--subnet", subnet.id],
    );
    expect(code).toBe(2);
    expect(out).toContain("✗ There are no AWS credentials.");
    expect(out).toContain("→ Sign in with aws sso login and export AWS_PROFILE");
    expect(out).not.toContain("Could not load credentials");
    expect(out).toContain("– Skipped: AWS could not be called.");
    expect(out).toContain("✓ TF_VAR_APONO_TOKEN is set and looks like a token.");
    expect(err.trim()).toBe(
      "AWS could not be called, so nothing in AWS was checked. See the results under AWS above.",
    );
    expect(account.proxy.calls).toEqual([]);
  });

  it.each([
    [
      "ExpiredToken",
      "The credentials have expired: get new ones. If they are new, check the machine's clock.",
    ],
    ["SignatureDoesNotMatch", "The secret key does not belong to the access key: copy both again."],
  ])("are refused with %s", async (error, fix) => {
    account.proxy.failOnce({ action: "GetCallerIdentity", ...queryError(error, 403) });
    const { code, one } = await diagnose(account.env, []);
    expect(one("aws.account")).toMatchObject({
      status: "problem",
      summary: `The account: AWS rejects the credentials (${error}).`,
      fix,
    });
    expect(code).toBe(2);
  });

  it("come from a profile, and from keys before a profile as with Terraform", async () => {
    const profiles = writeProfiles(account.proxy.endpoint, join(tempDir("doctor-"), "config"), {
      work: undefined,
    });
    const { TF_CLI_CONFIG_FILE, TF_VAR_APONO_TOKEN } = account.env;
    const withProfiles = { ...account.env, ...profiles, TF_CLI_CONFIG_FILE, TF_VAR_APONO_TOKEN };
    const by = async (more: Env, args: string[] = []) =>
      diagnose({ ...withProfiles, ...more }, args, doctorProcess);

    const named = await by({}, ["--profile", "work"]);
    expect(named.one("aws.credentials").summary).toBe("Credentials from the profile work (keys).");
    expect(named.code).toBe(0);

    const beside = await by({ AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" }, [
      "--profile",
      "work",
    ]);
    expect(beside.one("aws.credentials").summary).toBe("Credentials from the profile work (keys).");
    expect({ code: beside.code, err: beside.err }).toEqual({ code: 0, err: "" });

    const both = await by({
      AWS_PROFILE: "gone",
      AWS_ACCESS_KEY_ID: "a",
      AWS_SECRET_ACCESS_KEY: "b",
    });
    expect(both.one("aws.profile")).toMatchObject({
      status: "warning",
      summary:
        "Both AWS_ACCESS_KEY_ID and AWS_PROFILE (gone) are set: Terraform uses the keys and ignores the profile.",
    });
    expect(both.one("aws.account").status).toBe("ok");

    const gone = await by({ AWS_PROFILE: "gone" });
    expect(gone.one("aws.credentials").summary).toBe("The profile gone has no AWS credentials.");
    expect(gone.code).toBe(2);
  });

  it("of a profile of IAM Identity Center have to be fetched", async () => {
    const config = join(tempDir("doctor-"), "config");
    writeFileSync(
      config,
      `[profile work]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = deploy
region = eu-central-1

[sso-session corp]
sso_start_url = https://corp.example.com/start
sso_region = eu-central-1
`,
    );
    const { code, one } = await diagnose(
      {
        ...account.env,
        HOME: tempDir("home-"),
        AWS_ACCESS_KEY_ID: undefined,
        AWS_SECRET_ACCESS_KEY: undefined,
        AWS_REGION: undefined,
        AWS_DEFAULT_REGION: undefined,
        AWS_CONFIG_FILE: config,
      },
      ["--profile", "work"],
      doctorProcess,
    );
    expect(one("aws.credentials")).toMatchObject({
      status: "problem",
      fix: "aws sso login --profile work",
    });
    expect(one("aws.region").summary).toBe("Region eu-central-1, from the profile work.");
    expect(code).toBe(2);
  });
});
