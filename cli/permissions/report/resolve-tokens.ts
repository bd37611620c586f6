import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import { RootConstruct } from "constructs";

/** What a module's own data says where only words are woven into it, and no reference of Terraform's. */
export const resolveTokens = <T>(data: unknown): T =>
  Tokenization.resolve(data, {
    scope: new RootConstruct(),
    resolver: new DefaultTokenResolver(new StringConcat()),
  }) as T;
