import { refused, unusable } from "../terminal/errors";

export const doctorFound = (count: number) =>
  refused(
    `This will not work as it is: ${count} finding${count === 1 ? "" : "s"} above. Mend ${count === 1 ? "it" : "them"}, and run the doctor again.`,
  );

export const doctorIncomplete = () =>
  unusable(
    "AWS could not be asked, so nothing in it was looked at. What stands in the way is above, under AWS.",
  );
