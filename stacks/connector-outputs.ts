import { TerraformStack } from "cdktf";
import { unknownConnectorStack, unknownIntegration, withoutConnectorStack } from "./errors";

/** Environment variable: the stack whose connector's outputs other stacks use. */
const CONNECTOR_STACK = "APONO_CONNECTOR_STACK";

/** Environment variable: what Apono integrates. */
const INTEGRATION = "APONO_INTEGRATION";

const INTEGRATED = ["account", "organization"] as const;

/**
 * What Apono integrates: the connector's account, or the organization that is delegated to it; undefined where the
 * stack `apono-integration` stands alone.
 *
 * @throws ConfigurationError for another value, and where no connector's stack is named
 */
export function integrated(): (typeof INTEGRATED)[number] | undefined {
  const value = process.env[INTEGRATION]?.trim();
  if (!value) return undefined;
  const known = INTEGRATED.find((each) => each === value);
  if (known === undefined) throw unknownIntegration(INTEGRATION, value, INTEGRATED);
  if (!process.env[CONNECTOR_STACK]?.trim())
    throw withoutConnectorStack(INTEGRATION, value, CONNECTOR_STACK);
  return known;
}

/**
 * The stack that `APONO_CONNECTOR_STACK` names; undefined where it is not set.
 *
 * @param stack the one that needs it, created after the connector's
 * @param otherwise the input to set if no stack is named
 * @throws ConfigurationError when it names no connector's stack of the app
 */
export function connectorStackFor(
  stack: TerraformStack,
  otherwise: string,
): TerraformStack | undefined {
  const name = process.env[CONNECTOR_STACK]?.trim();
  if (!name) return undefined;
  const others = otherStacks(stack);
  const found = others.find(({ node }) => node.id === name);
  if (found !== undefined) return found;
  const names = others.map(({ node }) => node.id);
  throw unknownConnectorStack(CONNECTOR_STACK, name, names, otherwise);
}

/** The other stacks of the app so far. */
export const otherStacks = (stack: TerraformStack): TerraformStack[] =>
  stack.node.scope!.node.children.filter(
    (child): child is TerraformStack => TerraformStack.isStack(child) && child !== stack,
  );
