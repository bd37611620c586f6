/** The formats of the deployer's policy. */
export const DEPLOYER_FORMATS = ["markdown", "json", "terraform"] as const;
export type DeployerFormat = (typeof DEPLOYER_FORMATS)[number];
