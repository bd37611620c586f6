import { type Condition, listOf } from "../../iam/statement";
import type { ReportCondition } from "./report";

/** A statement's condition as a list: all must match, each one of its values. */
export const conditionsOf = (condition: Condition | undefined): ReportCondition[] =>
  Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: listOf(values) })),
  );

/** Condition operators in words. */
const WORDS: Readonly<Record<string, string>> = {
  ArnEquals: "is",
  ArnLike: "is like",
  StringEquals: "is",
  StringLike: "is like",
};

/** A condition in words: `aws:ResourceTag/team is true`. */
export const conditionText = ({ operator, key, values }: ReportCondition): string =>
  `${key} ${WORDS[operator] ?? operator} ${values.join(" or ")}`;

/** Whether a condition is on the tags of the resource. */
export const isOnTags = ({ key }: ReportCondition): boolean => /:ResourceTag\//i.test(key);
