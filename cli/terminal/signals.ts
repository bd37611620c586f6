/** What tells a process to end. */
export const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
