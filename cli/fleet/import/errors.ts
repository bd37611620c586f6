import { failure } from "../../terminal/errors";

/** @param faults with file, line and column @param count such as `2 inputs` */
export const incomplete = (faults: readonly string[], count: string) =>
  failure(
    [
      ...faults,
      `${count} to fill in, which Apono does not know. Until then the fleet can't be deployed; fleet check shows what is left.`,
    ].join("\n"),
  );
