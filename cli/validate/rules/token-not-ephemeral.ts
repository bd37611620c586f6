import type { Problem } from "../finding";
import { type Module, valueOf } from "../../terraform/configuration";
import type { Rule } from "../rule";
import { nonEphemeralVariable } from "../secrets/ephemeral-variables";
import { secretFlowOf, secretInputsOf } from "../secrets/secret-flow";
import { symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import { namesIn } from "../../terraform/values/located-value";
import { publishedCallsIn } from "../module-calls/module-calls";

export const tokenNotEphemeral: Rule = {
  id: "token-not-ephemeral",
  title: "The value of the token is ephemeral",
  severity: "warning",
  coveredBy: ["token-in-plain-text"],
  why:
    "The module's `aponoToken` is ephemeral: the module never stores it. What sets it may: a plan file holds " +
    "the values of all variables of the root module that are not ephemeral, and state holds everything that a " +
    "data source or a resource returns. Declare the variable with `ephemeral = true`, read a secret with an " +
    "`ephemeral` resource, or set `aponoTokenSecretArn` instead of the token.",
  source: "https://developer.hashicorp.com/terraform/language/block/variable#ephemeral",
  check(workspace): readonly Problem[] {
    const flow = secretFlowOf(workspace);
    return workspace.modules.flatMap((module) => [
      ...plainVariables(module, flow.secretVariables(module)),
      ...publishedCallsIn(module).flatMap((call) =>
        secretInputsOf(call).flatMap((input) => {
          const value = valueOf(call.block.body, input);
          if (value === undefined) return [];
          return namesIn(symbolicEvaluatorOf(module).read(value))
            .flatMap((name) => name.match(KEPT) ?? [])
            .map((name) => ({
              message: `module.${call.name}: ${input} comes from ${resourceIn(name)}, which stores it in state.`,
              fix: "Read it with an ephemeral resource of the same type, or set aponoTokenSecretArn if the module has it.",
              range: value.range,
            }));
        }),
      ),
    ]);
  },
};

/** Variables that hold the token and are not ephemeral. */
const plainVariables = (module: Module, names: ReadonlySet<string>): Problem[] =>
  [...names]
    .flatMap((name) => nonEphemeralVariable(module, name) ?? [])
    .map(({ labels: [name = ""], range }) => ({
      message: `var.${name} holds the connector's token and is not ephemeral, so ${
        module.role === "root" ? "plan files store it" : "callers can't pass an ephemeral value"
      }.`,
      fix: `Add ephemeral = true (and sensitive = true) to variable "${name}".`,
      range,
      needsAllFiles: true,
    }));

/** References to data sources and resources, which state stores; not to ephemeral ones. */
const KEPT = /(?<![\w.])(?:data\.\w+|(?!ephemeral\b)[a-z][a-z0-9]*_\w+)\.[\w-]+\.[\w.-]+/g;

const resourceIn = (name: string) =>
  name
    .split(".")
    .slice(0, name.startsWith("data.") ? 3 : 2)
    .join(".");
