// Reads the atlantis.yaml of a repository as Atlantis does, with the server's configuration.
//
//	atlantis-config <folder of the repository> <server's configuration>
package main

import (
	"fmt"
	"os"

	"github.com/runatlantis/atlantis/server/core/config"
	"github.com/runatlantis/atlantis/server/core/config/valid"
)

func main() {
	if err := check(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(repository, server string) error {
	parser := config.ParserValidator{}
	global, err := parser.ParseGlobalCfg(server, valid.NewGlobalCfgFromArgs(valid.GlobalCfgArgs{}))
	if err != nil {
		return err
	}
	_, err = parser.ParseRepoCfg(repository, global, "github.com/acme/infrastructure", "main")
	return err
}
