import { FARGATE_MEMORY, ecsConnectorInputs } from "./ecs-connector/inputs";
import type { ModuleName } from "./names";

/** A plain value; a symbol stands for one that only a plan can tell. */
type Value =
  symbol | null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** Values by input; what is not given, or null, is absent. */
type Given = ReadonlyMap<string, Value>;

/** What several inputs say together: the preconditions of the modules that need nothing of AWS. */
interface CrossRule {
  /** The input at which the finding is shown. */
  readonly at: string;
  /** @returns what is wrong and how to fix it */
  readonly check: (given: Given) => { readonly message: string; readonly fix: string } | undefined;
}

const permissions: CrossRule = {
  at: "permissionSets",
  check: (given) =>
    given.get("withPermissions") === false && given.has("permissionSets")
      ? {
          message: "permissionSets: sets are chosen, but withPermissions is false.",
          fix: "Leave one of the two out.",
        }
      : undefined,
};

const oneToken: CrossRule = {
  at: "aponoTokenSecretArn",
  check: (given) =>
    given.has("aponoToken") && given.has("aponoTokenSecretArn")
      ? {
          message:
            "Both aponoToken and aponoTokenSecretArn are set, so it is open which token counts.",
          fix: "Leave one of the two out.",
        }
      : undefined,
};

const fargateSize: CrossRule = {
  at: "memory",
  check: (given) => {
    const cpu = given.get("cpu") ?? ecsConnectorInputs.cpu.default;
    const memory = given.get("memory") ?? ecsConnectorInputs.memory.default;
    const offered = FARGATE_MEMORY[Number(String(cpu))];
    // A size that there is not at all is told by the input's own rule.
    if (typeof memory === "symbol" || offered === undefined || offered.includes(Number(memory)))
      return undefined;
    return {
      message: `memory: Fargate offers no ${String(memory)} MiB with cpu = ${String(cpu)}.`,
      fix: `With that CPU choose one of ${offered.join(", ")}.`,
    };
  },
};

const accounts: CrossRule = {
  at: "excludedAccountIds",
  check: (given) =>
    isFilled(given.get("onlyAccountIds")) && isFilled(given.get("excludedAccountIds"))
      ? {
          message: "onlyAccountIds and excludedAccountIds are both given.",
          fix: "Leave one of the two out.",
        }
      : undefined,
};

const roleNames: CrossRule = {
  at: "memberRoleName",
  check: (given) => {
    const name = given.get("memberRoleName");
    return typeof name === "string" && name === given.get("managementRoleName")
      ? {
          message: `memberRoleName: ${JSON.stringify(name)} is managementRoleName too, and one account can have both roles.`,
          fix: "Choose another name for one of the two.",
        }
      : undefined;
  },
};

const isFilled = (value: Value | undefined) => Array.isArray(value) && value.length > 0;

/** The rules of each module. */
export const CROSS_RULES: Readonly<Record<ModuleName, readonly CrossRule[]>> = {
  "ecs-connector": [oneToken, fargateSize, permissions],
  "eks-connector": [permissions],
  "org-delegation": [accounts, roleNames],
  "account-delegation": [],
};
