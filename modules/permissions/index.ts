export * from "./connector-role";
export * from "./delegation";
export * from "./guardrails";
export * from "./policy";
export * from "./quotas";
export * from "./sets";
