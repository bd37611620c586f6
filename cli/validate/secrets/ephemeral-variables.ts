import { type Block, type Module, blocksOf, valueOf } from "../../terraform/configuration";
import { callsIn } from "../module-calls/module-calls";
import { symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import { secretInputsOf, variablesIn } from "./secret-flow";

/** The declaration of a variable that is not ephemeral but could be. */
export const nonEphemeralVariable = (module: Module, name: string): Block | undefined =>
  passedToPublicModule(module).has(name)
    ? undefined
    : blocksOf(module, "variable", name).find(({ body }) => {
        const ephemeral = valueOf(body, "ephemeral");
        return !(ephemeral?.kind === "literal" && ephemeral.value === true);
      });

/** Variables passed to the public module, which stores the token in state and so takes no ephemeral value. */
const passedToPublicModule = (module: Module): ReadonlySet<string> =>
  new Set(
    callsIn(module)
      .filter(({ isPublic }) => isPublic)
      .flatMap((call) => secretInputsOf(call).map((input) => valueOf(call.block.body, input)))
      .flatMap((value) =>
        value === undefined ? [] : variablesIn(symbolicEvaluatorOf(module).read(value)),
      ),
  );
