import { ConfigurationError } from "../lib/errors";

/** Errors of the modules' own data at synth, one factory each. */

export const inlinePoliciesTooLarge = (characters: number, quota: number) =>
  new ConfigurationError(
    `The permission sets add up to ${characters} characters of inline policy, over IAM's quota of ${quota} for a role. ` +
      `Shorten or merge statements in modules/permissions, or move a set to a managed policy.`,
  );
