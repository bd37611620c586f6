import { ApiFailure } from "./api/failure";
import { AwsFailure } from "../aws/failure";
import { awsErrorResult } from "../doctor/aws-error-result";
import { RuntimeFailure } from "./runtime";

/** Why a query failed. */
export interface QueryFailure {
  /** A sentence. */
  readonly summary: string;
  readonly fix?: string;
  /** Whether the resource does not exist. */
  readonly isAbsent: boolean;
  /** Whether a retry may succeed. */
  readonly isTransient: boolean;
}

/** The outcome of a query; undefined if it was not made. */
export type QueryResult<T> =
  { readonly answer: T } | { readonly failure: QueryFailure } | undefined;

export const answerOf = <T>(asked: QueryResult<T>): T | undefined =>
  asked !== undefined && "answer" in asked ? asked.answer : undefined;

export const failureOf = <T>(asked: QueryResult<T>): QueryFailure | undefined =>
  asked !== undefined && "failure" in asked ? asked.failure : undefined;

/**
 * Runs a query of Apono, AWS or Kubernetes and returns its answer or failure.
 *
 * @throws any other error, such as a bug
 */
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
