/**
 * Errors that constructs throw at synth, one factory each: what happened, the offending value, how to fix it. Values of
 * sensitive inputs never appear.
 */

/** A mistake in a construct's props or in a module's content; the message is for their author. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

export const unknownInput = (construct: string, name: string, known: readonly string[]) =>
  new ConfigurationError(
    `${construct} has no input "${name}". Its inputs are: ${known.join(", ")}.`,
  );

export const missingInput = (construct: string, name: string) =>
  new ConfigurationError(
    `${construct} needs the input "${name}". Give it in the construct's props.`,
  );

export const invalidInputs = (construct: string, messages: readonly string[]) =>
  new ConfigurationError(
    `${construct} has invalid inputs:\n${messages.map((m) => `  - ${m}`).join("\n")}`,
  );

export const literalSecret = (construct: string, name: string) =>
  new ConfigurationError(
    `${construct} was given "${name}" as a plain string, which would be written into the synthesized file. ` +
      `Pass an ephemeral variable instead, such as tokenVariable() makes.`,
  );

export const duplicateLogicalId = (stack: string, address: string) =>
  new ConfigurationError(
    `Stack "${stack}" has two elements with the address ${address}. Give one of them another construct id, ` +
      `or put the second construct into its own stack.`,
  );

export const moduleHoldsMore = (module: string, what: string) =>
  new ConfigurationError(
    `Module "${module}" contains ${what}; published modules can't, because callers configure it. ` +
      `Move it to a stack in stacks/.`,
  );

export const unlistedProvider = (module: string, provider: string, listed: readonly string[]) =>
  new ConfigurationError(
    `Module "${module}" uses the provider "${provider}", which its requirements don't list ` +
      `(listed: ${listed.join(", ") || "none"}). Add it to the module's required providers.`,
  );

export const invalidBackend = (where: string, problem: string) =>
  new ConfigurationError(
    `The state backend in ${where} can't be used: ${problem}. ` +
      `Write one of Terraform's backend blocks as JSON, for example {"s3": {"bucket": "…", "key": "…", "region": "…"}}.`,
  );
