// The package's own types can only be found by TypeScript where all of a project is ECMAScript modules.
declare module "@bomb.sh/tab" {
  /** Prints a shell's script. */
  export function script(shell: string, name: string, executable: string): void;
}
