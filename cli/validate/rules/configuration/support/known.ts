import { Evaluator } from "../../../evaluate";
import type { Module } from "../../../model/configuration";

/**
 * What a module's expressions are worth as far as it alone decides: of a module that others call, defaults of variables
 * say nothing, as its callers give them.
 */
export const evaluatorOf = (module: Module): Evaluator =>
  new Evaluator(
    module.role === "root"
      ? module
      : { ...module, blocks: module.blocks.filter(({ type }) => type !== "variable") },
  );
