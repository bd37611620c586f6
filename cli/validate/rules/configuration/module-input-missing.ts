import { isRequired } from "../../../../lib/inputs/declaration";
import type { Problem } from "../../finding";
import { type Body, valueOf } from "../../model/configuration";
import type { Rule } from "../../rule";
import { type PublishedCall, publishedCallsIn } from "./support/calls";
import { PUBLISHED } from "./support/published";

/** Inputs that our modules can't do without. */
export const moduleInputMissing: Rule = {
  id: "module-input-missing",
  title: "A connector's module is given all inputs that it needs",
  severity: "error",
  needsWhole: "file",
  why:
    "Without its required inputs a module can't be planned. A connector needs its token, too: as `aponoToken`, or, on ECS, as " +
    "the ARN of a secret that holds it, in `aponoTokenSecretArn`.",
  bad: {
    "main.tf": `module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  subnetIds = ["subnet-0123456789abcdef0"]
}
`,
  },
  good: {
    "main.tf": `module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"
  subnetIds           = ["subnet-0123456789abcdef0"]
}
`,
  },
  check: ({ modules }) => modules.flatMap(publishedCallsIn).flatMap(missingIn),
};

function missingIn({ name, block, published }: PublishedCall): Problem[] {
  const { inputs } = PUBLISHED[published];
  const required = Object.entries(inputs)
    .filter(([input, declared]) => isRequired(declared) && !isGiven(block.body, input))
    .map(([input, { description }]) => ({
      message: `module.${name}: ${published} needs the input ${input}.`,
      mend: `Give ${input}: ${description}`,
      range: block.range,
    }));
  const tokens = ["aponoToken", "aponoTokenSecretArn"].filter((input) => input in inputs);
  if (tokens.length === 0 || tokens.some((input) => isGiven(block.body, input))) return required;
  return [
    ...required,
    {
      message: `module.${name}: the connector has no token.`,
      mend: `Give ${tokens.join(" or ")}; the token from an ephemeral variable.`,
      range: block.range,
    },
  ];
}

/** Whether something is given that isn't plainly nothing. */
function isGiven(body: Body, input: string): boolean {
  const value = valueOf(body, input);
  return value !== undefined && !(value.kind === "literal" && value.value === null);
}
