import { cannotRun } from "../../terminal/errors";

export const cantRender = (file: string, lacks: readonly string[]) =>
  cannotRun([`${file} can't be rendered.`, ...lacks].join("\n  "));

export const foreignFile = (file: string) =>
  cannotRun(
    `${file} is there already, and was not rendered from a fleet. Move or delete it, or choose another folder with --output.`,
  );
