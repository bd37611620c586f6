import { ApiFailure } from "./api/failure";
import { AwsFailure } from "../aws/failure";
import { awsErrorResult } from "../doctor/aws-error-result";
import { RuntimeFailure } from "./runtime";

/** Why a question was not answered. */
export interface QueryFailure {
  /** A sentence. */
  readonly summary: string;
  readonly fix?: string;
  /** Whether the answer is that there is nothing. */
  readonly isAbsent: boolean;
  /** Whether the same question may be answered a moment later. */
  readonly isTransient: boolean;
}

/** What became of a question; left out where there was nobody to ask. */
export type QueryResult<T> =
  { readonly answer: T } | { readonly failure: QueryFailure } | undefined;

export const answerOf = <T>(asked: QueryResult<T>): T | undefined =>
  asked !== undefined && "answer" in asked ? asked.answer : undefined;

export const failureOf = <T>(asked: QueryResult<T>): QueryFailure | undefined =>
  asked !== undefined && "failure" in asked ? asked.failure : undefined;

/** Asks, and takes a failure of who is asked for the answer. @throws anything else, such as a mistake of ours */
export async function query<T>(what: string, question: () => Promise<T>): Promise<QueryResult<T>> {
  try {
    return { answer: await question() };
  } catch (error) {
    if (error instanceof ApiFailure)
      return {
        failure: {
          summary: error.message,
          fix: error.fix,
          isAbsent: false,
          isTransient: error.isTransient,
        },
      };
    if (error instanceof RuntimeFailure)
      return {
        failure: {
          summary: error.message,
          fix: error.fix,
          isAbsent: error.kind === "absent",
          isTransient: error.kind !== "absent",
        },
      };
    if (error instanceof AwsFailure) {
      const { summary, fix } = awsErrorResult("aws.account", what, error);
      return {
        failure: { summary, fix, isAbsent: false, isTransient: error.kind === "throttled" },
      };
    }
    throw error;
  }
}
