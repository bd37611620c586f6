export * from "./deployment";
export * from "./deployment-of";
export * from "./module-types";
export { NEEDS, type KnownType } from "./needs";
export * from "./policy";
