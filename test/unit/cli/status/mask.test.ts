import { mask } from "../../../../cli/status/mask";

it.each([
  ["token=abcd1234", "token=***"],
  ['{"apono_token": "abcd1234", "x": 1}', '{"apono_token": "***", "x": 1}'],
  ["Authorization: Bearer abcdefgh.ijk", "Authorization: Bearer ***"],
  ["sent Bearer abcdefgh.ijk", "sent Bearer ***"],
  ["postgres://me:pass@db:5432/x", "postgres://***@db:5432/x"],
  ["jwt eyJhbGciOi.eyJzdWIiOi.c2ln here", "jwt *** here"],
  ["key AKIAABCDEFGHIJKLMNOP used", "key *** used"],
  ["value 0123456789abcdef0123456789abcdef", "value ***"],
  ["value 6f1c2a34-5b67-4c89-9d01-23456789abcd", "value ***"],
  ["value abcDEF-0123456789-abcdefghij-ABCDEF", "value ***"],
])("%s", (line, masked) => {
  expect(mask(line)).toBe(masked);
});

it.each([
  "lookup api.apono.io on 10.0.0.2:53: no such host",
  "arn:aws:secretsmanager:us-east-1:123456789012:secret:apono-connector-registry-credentials-da765cca-AbCdEf",
  "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/apono-connector-execution-role-da765cca'",
  "Pod connector-of-a-chart-5d4f8c7b9-x2x4z: exit code 3",
  "subnet-0123456789abcdef0 has no free address",
  "the token is not accepted",
])("leaves alone: %s", (line) => {
  expect(mask(line)).toBe(line);
});

it("masks what is known to be secret, whatever it looks like", () => {
  expect(mask("I say hello, twice: hello", ["hello"])).toBe("I say ***, twice: ***");
  expect(mask("a b c", ["", "a"])).toBe("a b c");
});
