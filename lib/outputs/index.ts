export * from "./declaration";
export * from "./declare";
