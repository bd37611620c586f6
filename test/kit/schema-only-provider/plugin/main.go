// The schema stand-in: a Terraform plugin that serves any provider's schema from a JSON file and keeps what it is
// given in the state, without a service behind it. Tests use it where the real plugin cannot be had.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// schemaFile lies beside the executable: Terraform starts a plugin without arguments, so that where it is installed
// is all that can tell one provider from another.
const schemaFile = "schema.json"

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, "schema stand-in:", err)
		os.Exit(1)
	}
}

func serve() error {
	text, err := readSchemaFile()
	if err != nil {
		return err
	}
	provider, err := parseProvider(text)
	if err != nil {
		return fmt.Errorf("%s: %w", schemaFile, err)
	}
	return tf6server.Serve(provider.Address, func() tfprotov6.ProviderServer {
		return &server{provider: provider}
	})
}

// readSchemaFile looks beside the executable as it was called and as it really is: `terraform init` may make the
// package's folder, or what is in it, a symbolic link, and systems differ in which of the two they tell.
func readSchemaFile() ([]byte, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, err
	}
	places := []string{executable, os.Args[0]}
	if resolved, err := filepath.EvalSymlinks(executable); err == nil {
		places = append(places, resolved)
	}
	for _, place := range places {
		if text, err := os.ReadFile(filepath.Join(filepath.Dir(place), schemaFile)); err == nil {
			return text, nil
		}
	}
	return nil, fmt.Errorf("there is no %s beside %s", schemaFile, executable)
}
