export * from "./expression";
export * from "./quote";
