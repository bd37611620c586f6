import { cannotRun, failure } from "../terminal/errors";
import { plural } from "../terminal/plural";

export const doctorFound = (count: number) =>
  failure(
    `A deployment would fail: ${plural(count, "problem")} above. Fix ${count === 1 ? "it" : "them"}, and run doctor again.`,
  );

export const doctorIncomplete = () =>
  cannotRun(
    "AWS could not be called, so nothing in AWS was checked. See the results under AWS above.",
  );
