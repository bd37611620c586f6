import { refused, unusable } from "../terminal/errors";
import { plural } from "../terminal/plural";

export const doctorFound = (count: number) =>
  refused(
    `A deployment would fail: ${plural(count, "problem")} above. Fix ${count === 1 ? "it" : "them"}, and run doctor again.`,
  );

export const doctorIncomplete = () =>
  unusable(
    "AWS could not be called, so nothing in AWS was checked. See the results under AWS above.",
  );
