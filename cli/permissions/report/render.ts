import type { PermissionDiff } from "./diff";
import { diffMarkdownOf } from "./diff-markdown";
import type { Format } from "./formats";
import { diffPageOf } from "./html/diff-page";
import { pageOf } from "./html/page";
import { markdownOf } from "./markdown";
import type { PermissionReport } from "./report";

const json = (data: unknown): string => JSON.stringify(data, null, 2);

/** A report in one of the formats. */
export const renderReport = (report: PermissionReport, format: Format): string =>
  ({ markdown: markdownOf, json, html: pageOf })[format](report);

/** A difference in one of the formats. */
export const renderDiff = (diff: PermissionDiff, format: Format): string =>
  ({ markdown: diffMarkdownOf, json, html: diffPageOf })[format](diff);
