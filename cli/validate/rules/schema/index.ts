import type { Rule } from "../../rule";
import { blockArguments } from "./block-arguments";
import { blockCount } from "./block-count";
import { conflict } from "./conflict";
import { declaredTwice } from "./declared-twice";
import { deprecated } from "./deprecated";
import { expressionType, functionCall } from "./expressions";
import { invalidValue } from "./invalid-value";
import { metaArguments } from "./meta-arguments";
import { missingArgument } from "./missing-argument";
import { moduleCall } from "./module-call";
import { readOnly } from "./read-only";
import { referenceContext, undeclaredReference } from "./references";
import { unknownArgument } from "./unknown-argument";
import { unknownType } from "./unknown-type";
import { variableDeclaration } from "./variables";
import { writeOnly } from "./write-only";
import { wrongType } from "./wrong-type";

/** Resources and data sources against the providers' schemas. */
export const SCHEMA_RULES: readonly Rule[] = [
  unknownType,
  unknownArgument,
  missingArgument,
  wrongType,
  invalidValue,
  conflict,
  readOnly,
  blockCount,
  writeOnly,
  deprecated,
  undeclaredReference,
  referenceContext,
  functionCall,
  expressionType,
  metaArguments,
  moduleCall,
  variableDeclaration,
  blockArguments,
  declaredTwice,
];
