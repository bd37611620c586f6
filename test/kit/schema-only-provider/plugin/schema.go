package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// provider is a schema file. The format is described in the README beside this folder.
type provider struct {
	Address     string             `json:"provider"`
	Version     string             `json:"version"`
	API         *service           `json:"api"`
	Config      *schema            `json:"config"`
	Resources   map[string]*schema `json:"resources"`
	DataSources map[string]*schema `json:"data_sources"`
}

// schema is that of one resource, data source or provider configuration.
type schema struct {
	Version int64 `json:"version"`
	// API is nil where nothing is behind the schema.
	API *collection `json:"api"`
	object
}

// object has members by name: those of a schema, a block, or a nested attribute.
type object struct {
	Attributes map[string]*member `json:"attributes"`
	Blocks     map[string]*member `json:"blocks"`
}

// member is an attribute (with a type, or nested) or a block. Plans and checks treat a block and a nested attribute
// alike, which is why they are one type here.
type member struct {
	Type     json.RawMessage `json:"type"`
	Is       string          `json:"is"`
	Default  json.RawMessage `json:"default"`
	Nesting  string          `json:"nesting"`
	MinItems int64           `json:"min_items"`
	MaxItems int64           `json:"max_items"`
	// Sent and Answered are what the API calls it in requests and answers; its own name where they are empty.
	Sent     string `json:"sent"`
	Answered string `json:"answered"`
	object

	block bool
	flags []string
	// valueType is that of the whole: a list of objects, for example.
	valueType tftypes.Type
	// defaultValue is nil where there is none; a default of null is a value.
	defaultValue *tftypes.Value
}

var knownFlags = []string{"required", "optional", "computed", "sensitive", "write_only", "deprecated", "force_new"}

func (m *member) is(flag string) bool { return slices.Contains(m.flags, flag) }

func parseProvider(text []byte) (*provider, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	// A slip in a schema file must not pass as an attribute without that flag.
	decoder.DisallowUnknownFields()
	parsed := &provider{Config: &schema{}}
	if err := decoder.Decode(parsed); err != nil {
		return nil, err
	}
	if parsed.Address == "" {
		return nil, fmt.Errorf("\"provider\" is missing: the provider's address, such as registry.terraform.io/hashicorp/helm")
	}
	if err := parsed.Config.resolve("config"); err != nil {
		return nil, err
	}
	for _, schemas := range []map[string]*schema{parsed.Resources, parsed.DataSources} {
		for name, each := range schemas {
			if err := each.resolve(name); err != nil {
				return nil, err
			}
		}
	}
	return parsed, nil
}

// resolve works out types, flags and defaults, from the innermost members outwards.
func (o *object) resolve(path string) error {
	for name, attribute := range o.Attributes {
		if err := attribute.resolveMember(path + "." + name); err != nil {
			return err
		}
	}
	for name, block := range o.Blocks {
		block.block = true
		if err := block.resolveMember(path + "." + name); err != nil {
			return err
		}
	}
	return nil
}

func (m *member) resolveMember(path string) error {
	if err := m.resolve(path); err != nil {
		return err
	}
	m.flags = strings.Fields(m.Is)
	for _, flag := range m.flags {
		if !slices.Contains(knownFlags, flag) {
			return fmt.Errorf("%s: unknown flag %q (known: %s)", path, flag, strings.Join(knownFlags, ", "))
		}
	}
	var err error
	if m.valueType, err = m.typeOf(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if m.Default == nil {
		return nil
	}
	value, err := tftypes.ValueFromJSON(m.Default, m.valueType)
	if err != nil {
		return fmt.Errorf("%s: default: %w", path, err)
	}
	m.defaultValue = &value
	return nil
}

func (m *member) typeOf() (tftypes.Type, error) {
	if m.Nesting == "" {
		return tftypes.ParseJSONType(m.Type)
	}
	inner := m.objectType()
	switch m.Nesting {
	case "single":
		return inner, nil
	case "list":
		return tftypes.List{ElementType: inner}, nil
	case "set":
		return tftypes.Set{ElementType: inner}, nil
	case "map":
		return tftypes.Map{ElementType: inner}, nil
	}
	return nil, fmt.Errorf("unknown nesting %q (known: single, list, set, map)", m.Nesting)
}

func (o *object) objectType() tftypes.Object {
	types := map[string]tftypes.Type{}
	for name, each := range o.members() {
		types[name] = each.valueType
	}
	return tftypes.Object{AttributeTypes: types}
}

// members are attributes and blocks together; Terraform lets no two of them have one name.
func (o *object) members() map[string]*member {
	all := make(map[string]*member, len(o.Attributes)+len(o.Blocks))
	for name, each := range o.Attributes {
		all[name] = each
	}
	for name, each := range o.Blocks {
		all[name] = each
	}
	return all
}

// hasLegacyDefaults tells whether an attribute that is not computed has a default. Only providers on the older SDK
// have such, and they ask Terraform to bear with planned values that the schema does not announce.
func (o *object) hasLegacyDefaults() bool {
	for _, each := range o.members() {
		if (each.defaultValue != nil && !each.is("computed")) || each.hasLegacyDefaults() {
			return true
		}
	}
	return false
}
