import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import { RootConstruct } from "constructs";

/** Resolves cdktf tokens in a module's data. The data must contain plain strings only, no Terraform references. */
export const resolveTokens = <T>(data: unknown): T =>
  Tokenization.resolve(data, {
    scope: new RootConstruct(),
    resolver: new DefaultTokenResolver(new StringConcat()),
  }) as T;
