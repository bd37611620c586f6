/** Termination signals. */
export const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
