import { isTokenVariable, markerOf, tokenOf, withoutTokens } from "../../../../tools/prove/token";

it("is TF_VAR_APONO_TOKEN, else APONO_TOKEN, else a new placeholder each time", () => {
  expect(tokenOf({ TF_VAR_APONO_TOKEN: "a", APONO_TOKEN: "b" })).toEqual({
    value: "a",
    isReal: true,
  });
  expect(tokenOf({ APONO_TOKEN: "b" })).toEqual({ value: "b", isReal: true });
  const [one, other] = [tokenOf({}), tokenOf({ APONO_TOKEN: "" })];
  expect([one.isReal, other.isReal]).toEqual([false, false]);
  expect(one.value).not.toBe(other.value);
});

it("is searched for by its longest run of letters and digits, which no escaping changes", () => {
  expect(markerOf({ value: 'a-b{"longest9Run"}\\c', isReal: true })).toBe("longest9Run");
});

it("is removed from the environment", () => {
  const env = { APONO_TOKEN: "t", TF_VAR_APONO_TOKEN: "t", TF_VAR_aponoToken: "t", PATH: "/bin" };
  expect(withoutTokens(env)).toEqual({ PATH: "/bin" });
  // Only a number, not the token.
  expect(isTokenVariable("TF_VAR_aponoTokenVersion")).toBe(false);
});
