export * from "./check";
export * from "./declaration";
export * from "./resolve";
export * as rules from "./rules";
export * from "./variables";
