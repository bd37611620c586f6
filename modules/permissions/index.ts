export * from "./connector-role";
export * from "./delegation";
export * from "./granted-sets";
export * from "./guardrails";
export * from "./policy";
export * from "./quotas";
export * from "./role-description";
export * from "./sets";
