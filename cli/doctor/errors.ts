import { refused, unusable } from "../terminal/errors";

export const doctorFound = (count: number) =>
  refused(
    `A deployment would fail: ${count} problem${count === 1 ? "" : "s"} above. Fix ${count === 1 ? "it" : "them"}, and run doctor again.`,
  );

export const doctorIncomplete = () =>
  unusable(
    "AWS could not be called, so nothing in AWS was checked. See the results under AWS above.",
  );
