export * from "./expression";
export * from "./quote";
export * from "./with-reference";
