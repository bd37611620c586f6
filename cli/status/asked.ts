import { ApiFailure } from "./api/failure";
import { AwsFailure } from "../doctor/aws/failure";
import { unanswered } from "../doctor/unanswered";
import { RuntimeFailure } from "./runtime";

/** Why a question was not answered. */
export interface Unanswered {
  /** A sentence. */
  readonly summary: string;
  readonly mend?: string;
  /** Whether the answer is that there is nothing. */
  readonly isAbsent: boolean;
  /** Whether the same question may be answered a moment later. */
  readonly isTransient: boolean;
}

/** What became of a question; left out where there was nobody to ask. */
export type Asked<T> = { readonly answer: T } | { readonly failure: Unanswered } | undefined;

export const answerOf = <T>(asked: Asked<T>): T | undefined =>
  asked !== undefined && "answer" in asked ? asked.answer : undefined;

export const failureOf = <T>(asked: Asked<T>): Unanswered | undefined =>
  asked !== undefined && "failure" in asked ? asked.failure : undefined;

/** Asks, and takes a failure of who is asked for the answer. @throws anything else, such as a mistake of ours */
export async function attempt<T>(what: string, question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { answer: await question() };
  } catch (error) {
    if (error instanceof ApiFailure)
      return {
        failure: {
          summary: error.message,
          mend: error.mend,
          isAbsent: false,
          isTransient: error.isTransient,
        },
      };
    if (error instanceof RuntimeFailure)
      return {
        failure: {
          summary: error.message,
          mend: error.mend,
          isAbsent: error.kind === "absent",
          isTransient: error.kind !== "absent",
        },
      };
    if (error instanceof AwsFailure) {
      const { summary, mend } = unanswered("aws.account", what, error);
      return {
        failure: { summary, mend, isAbsent: false, isTransient: error.kind === "throttled" },
      };
    }
    throw error;
  }
}
