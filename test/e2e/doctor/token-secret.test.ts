import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { clientConfig, emulatorEnv } from "../../kit/aws-emulator";
import type { Terraform } from "../../kit/terraform";
import { moduleAsRoot } from "../../support/deployment";
import { diagnose } from "../../support/doctor";
import { emulatedAccount, subnetIn } from "../../support/emulated-account";

jest.setTimeout(300_000);

const account = emulatedAccount();
const subnet = subnetIn(account);

const KEYS = "arn:aws:kms:us-east-1:123456789012:";
const ID = "11111111-2222-3333-4444-555555555555";
const KEY = `${KEYS}key/${ID}`;
const OTHER = `${KEYS}key/99999999-2222-3333-4444-555555555555`;
const ALIAS = `${KEYS}alias/apono`;
const ELSEWHERE = "arn:aws:secretsmanager:us-east-1:210987654321:secret:apono-Ab12Cd";
const DENIED = {
  status: 400,
  body: JSON.stringify({
    __type: "AccessDeniedException",
    message:
      "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: secretsmanager:DescribeSecret",
  }),
};

let terraform: Terraform;
const secrets: Record<string, string> = {};

beforeAll(async () => {
  const client = new SecretsManagerClient(clientConfig(account.emulator.endpoint));
  for (const [Name, KmsKeyId] of Object.entries({ plain: undefined, ID, KEY, ALIAS })) {
    const secret = new CreateSecretCommand({ Name, SecretString: "x", KmsKeyId });
    secrets[Name] = (await client.send(secret)).ARN!;
  }
  client.destroy();
  terraform = moduleAsRoot("ecs-connector", emulatorEnv(account.proxy.endpoint));
  await terraform.init();
});

/** What the doctor says of a secret, and what the plan of the module says. */
async function ask(aponoTokenSecretArn: string, kmsKeyArn?: string, deny?: string) {
  const vars = { aponoTokenSecretArn, ...(kmsKeyArn && { kmsKeyArn }) };
  const args = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}=${value}`]);
  const TF_VAR_APONO_TOKEN = undefined;
  if (deny !== undefined) account.proxy.failOnce({ action: deny, ...DENIED });
  const { one } = await diagnose({ ...account.env, TF_VAR_APONO_TOKEN }, [
    ...["--subnet", subnet.id],
    ...args,
  ]);
  account.proxy.reset();
  if (deny !== undefined) account.proxy.failOnce({ action: deny, ...DENIED });
  const { diagnostics } = await terraform.plan({
    vars: { subnetIds: [subnet.id], ...vars },
    check: false,
  });
  const refusals = diagnostics.map(({ summary, detail }) => `${summary} ${detail}`).join("\n");
  return { told: one("token.secret"), refusals };
}

it.each([
  ["Secrets Manager's own key", "plain", undefined],
  ["a customer key, by its ARN", "KEY", undefined],
  ["a customer key, by its id", "ID", undefined],
  ["a customer key that is given, too", "KEY", KEY],
  ["an alias, whose key is given", "ALIAS", KEY],
])("is fine with %s, and so is the plan", async (_what, name, kmsKeyArn) => {
  const { told, refusals } = await ask(secrets[name]!, kmsKeyArn);
  expect({ status: told.status, fix: told.fix, refusals }).toEqual({
    status: "ok",
    fix: null,
    refusals: "",
  });
});

it("says which key the execution role may use", async () => {
  expect((await ask(secrets["KEY"]!)).told).toMatchObject({
    summary: `The secret ${secrets["KEY"]} exists; the execution role may decrypt it with the KMS key ${KEY}.`,
    data: { kmsKeyId: KEY },
  });
});

it("says that an alias is refused at plan", async () => {
  const { told, refusals } = await ask(secrets["ALIAS"]!);
  expect(told).toMatchObject({
    status: "problem",
    summary: `aponoTokenSecretArn: the secret ${secrets["ALIAS"]} is encrypted with ${ALIAS}, but IAM needs the key's ARN.`,
    fix: `export TF_VAR_kmsKeyArn=$(aws kms describe-key --key-id ${ALIAS} --query KeyMetadata.Arn --output text)`,
  });
  expect(refusals).toContain("IAM requires the key's ARN");
});

it("says that a secret of another account needs its key", async () => {
  const { told, refusals } = await ask(ELSEWHERE);
  expect(told).toMatchObject({
    status: "problem",
    summary: `aponoTokenSecretArn: the secret ${ELSEWHERE} is in the account 210987654321, and its KMS key can't be read from here.`,
    fix: "export TF_VAR_kmsKeyArn=<the ARN of the secret's KMS key>",
  });
  expect(refusals).toContain("is in another account");

  const given = await ask(ELSEWHERE, OTHER);
  expect(given.told.status).toBe("unknown");
  expect(given.refusals).toBe("");
});

it.each(["DescribeSecret", "GetResourcePolicy"])(
  "says that the plan fails without secretsmanager:%s",
  async (action) => {
    const { told, refusals } = await ask(secrets["KEY"]!, undefined, action);
    expect(told).toMatchObject({
      status: "problem",
      summary: `aponoTokenSecretArn: the plan reads the KMS key of the secret ${secrets["KEY"]}, but the caller is not allowed to call secretsmanager:${action}.`,
      detail: ["If kmsKeyArn is set to the secret's key, the plan does not read it."],
      fix: `Add to the caller's permissions: {"Effect":"Allow","Action":"secretsmanager:${action}","Resource":"*"}`,
    });
    expect(refusals).toContain("AccessDeniedException");
  },
);

it("does not know a secret that it may not look at, and neither does the plan, where kmsKeyArn is given", async () => {
  const { told, refusals } = await ask(secrets["KEY"]!, KEY, "DescribeSecret");
  expect({ status: told.status, refusals }).toEqual({ status: "unknown", refusals: "" });
});

it("finds another key than the secret's, with which tasks would not start", async () => {
  expect((await ask(secrets["ID"]!, OTHER)).told).toMatchObject({
    status: "problem",
    summary: `kmsKeyArn: ${OTHER} is not the KMS key of the secret ${secrets["ID"]}, which is encrypted with ${ID}.`,
    detail: ["Tasks would not start: ResourceInitializationError."],
    fix: "Remove kmsKeyArn: the module reads the secret's key itself.",
  });
});
