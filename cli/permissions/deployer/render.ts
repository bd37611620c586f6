import { type DeployerReport, documentOf } from "./deployer";
import type { DeployerFormat } from "./formats";
import { deployerMarkdown } from "./markdown";
import { terraformOf } from "./terraform";

/** What the deployer needs, in one of the formats. */
export const renderDeployer = (report: DeployerReport, format: DeployerFormat): string =>
  ({
    markdown: deployerMarkdown,
    json: ({ statements }: DeployerReport) => JSON.stringify(documentOf(statements), null, 2),
    terraform: terraformOf,
  })[format](report);
