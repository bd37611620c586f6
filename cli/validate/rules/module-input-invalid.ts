import type { Input } from "../../../lib/inputs/declaration";
import { type PublishedCall, inputArguments, publishedCallsIn } from "../module-calls/module-calls";
import { MODULE_INPUTS } from "../../../modules/inputs";
import type { Problem } from "../finding";
import { valueOf } from "../../terraform/configuration";
import type { Rule } from "../rule";
import { evaluate } from "../../terraform/values/evaluate";
import { UNKNOWN } from "../../terraform/values/value";
import { type GivenValue, checkValues } from "../variables/check-values";

export const moduleInputInvalid: Rule = {
  id: "module-input-invalid",
  title: "The inputs of a connector's module are valid",
  severity: "error",
  needsAllFiles: true,
  why:
    "Each input has rules, and some inputs must fit each other: Fargate offers certain amounts of memory for " +
    "each CPU size, and a connector has one token. Terraform checks them at plan; this rule checks them " +
    "without credentials, if a value is a literal or the default of a variable of the root module.",
  check: ({ modules }) =>
    modules
      .flatMap(publishedCallsIn)
      .flatMap((call) => [
        ...checkValues(call.published, valuesGiven(call), `module.${call.name}: `),
        ...withoutToken(call),
      ]),
};

/** Reports a connector without a token, which its module rejects at plan. */
function withoutToken({ name, block, published }: PublishedCall): Problem[] {
  const tokens = ["aponoToken", "aponoTokenSecretArn"].filter(
    (each) => each in MODULE_INPUTS[published],
  );
  const isGiven = (each: string) => {
    const value = valueOf(block.body, each);
    return value !== undefined && !(value.kind === "literal" && value.value === null);
  };
  if (tokens.length === 0 || tokens.some(isGiven)) return [];
  return [
    {
      message: `module.${name}: the connector has no token.`,
      fix: `Set ${tokens.join(" or ")}; take the token from an ephemeral variable.`,
      range: block.range,
    },
  ];
}

/** The inputs of a call; the value of a secret counts as unknown. */
const valuesGiven = ({ caller, block, published }: PublishedCall): GivenValue[] =>
  inputArguments(block.body).map(({ name, value }) => {
    const input: Input | undefined = MODULE_INPUTS[published][name];
    const known = evaluate(caller, value);
    return {
      name,
      value: input?.sensitive === true && known !== null ? UNKNOWN : known,
      range: value.range,
    };
  });
