// TypeScript finds the package's own types only in projects of ECMAScript modules.
declare module "@bomb.sh/tab" {
  /** Prints a shell's completion script. */
  export function script(shell: string, name: string, executable: string): void;
}
