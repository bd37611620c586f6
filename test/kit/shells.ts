import { findProgram } from "./debian";

/** A zsh: {@link findProgram}. */
export const findZsh = (): Promise<string> =>
  findProgram({ title: "zsh", variable: "ZSH_BINARY", names: ["zsh"], packages: ["zsh"] });

/** A fish: {@link findProgram}. */
export const findFish = (): Promise<string> =>
  findProgram({ title: "fish", variable: "FISH_BINARY", names: ["fish"], packages: ["fish"] });
