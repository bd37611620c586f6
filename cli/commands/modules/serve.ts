import { createSecureContext } from "node:tls";
import { Command } from "commander";
import { cannotRun } from "../../terminal/errors";
import type { Io } from "../../terminal/io";
import { readWithin } from "../../files/read-within";
import { packagesOption } from "./options";
import { ENDING } from "../../terminal/signals";
import { wholeNumber } from "../../terminal/whole-number";

interface ServeCommandOptions {
  readonly packages: string;
  readonly address: string;
  readonly port: number;
  readonly hostname: string;
  readonly tlsKey?: string;
  readonly tlsCert?: string;
  readonly quiet?: boolean;
}

/** `modules serve` */
export const serveCommand = (io: Io): Command =>
  new Command("serve")
    .description("Serve the packages by the module registry protocol, to try them with Terraform.")
    .addOption(packagesOption())
    .option(
      "-p, --port <port>",
      "port to listen on; 0 for any free port",
      wholeNumber(0, 65_535),
      8043,
    )
    .option("--address <address>", "address to listen on", "127.0.0.1")
    .option(
      "--hostname <name>",
      "host name in the modules' source; must contain a dot",
      "apono.localhost",
    )
    .option("--tls-key <file>", "private key (PEM), to serve over https")
    .option("--tls-cert <file>", "certificate (PEM) for it")
    .option("-q, --quiet", "do not log requests")
    .addHelpText(
      "after",
      `
Prints the block for Terraform's CLI configuration (~/.terraformrc, or the file in TF_CLI_CONFIG_FILE) and the modules'
sources. Stop it with Ctrl-C.

Examples:
  $ apono-connector modules serve
  $ apono-connector modules serve --packages dist/packages --port 0 --quiet`,
    )
    .action(async (options: ServeCommandOptions) => {
      if ((options.tlsKey === undefined) !== (options.tlsCert === undefined))
        throw cannotRun("--tls-key and --tls-cert must be used together. Give both, or neither.");
      // Terraform's rule for the host in a module's source.
      if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(options.hostname))
        throw cannotRun(
          `--hostname: "${options.hostname}" is not a valid host in a module's source. Use letters, digits and -, and at least one dot, such as apono.localhost.`,
        );
      const tls =
        options.tlsKey !== undefined && options.tlsCert !== undefined
          ? { key: readWithin(options.tlsKey), cert: readWithin(options.tlsCert) }
          : undefined;
      if (tls !== undefined) requirePair(tls, options);
      const { readPackages } = await import("../../registry/package/packages.ts");
      const { NAMESPACE } = await import("../../registry/serve/protocol.ts");
      const { hostBlock, serveRegistry } = await import("../../registry/serve/server.ts");
      const packages = await readPackages(options.packages);
      const { url, stop } = await serveRegistry(packages, {
        host: options.address,
        port: options.port,
        tls,
        onAnswer: options.quiet ? undefined : io.note,
      });
      io.print(`Serving ${options.packages} at ${url}\n`);
      io.print(`${hostBlock(options.hostname, url)}\n`);
      for (const module of new Set(packages.map((each) => each.module))) {
        const versions = packages.filter((each) => each.module === module);
        io.print(
          `source = "${options.hostname}/${NAMESPACE}/${module}/aws"   # ${versions.map(({ version }) => version).join(", ")}`,
        );
      }
      await interrupted();
      await stop();
    });

/** Resolves on a termination signal. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ENDING) {
      process.once(signal, () => resolve());
    }
  });
}

function requirePair(
  pair: { readonly key: Buffer; readonly cert: Buffer },
  { tlsKey, tlsCert }: ServeCommandOptions,
): void {
  try {
    createSecureContext(pair);
  } catch {
    throw cannotRun(
      `--tls-key and --tls-cert: ${tlsKey} and ${tlsCert} are not a valid PEM key and certificate, or do not match.`,
    );
  }
}
