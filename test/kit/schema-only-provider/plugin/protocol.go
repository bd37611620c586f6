package main

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// protocolSchema is the schema as Terraform's protocol puts it.
func (s *schema) protocolSchema() *tfprotov6.Schema {
	return &tfprotov6.Schema{Version: s.Version, Block: s.protocolBlock()}
}

func protocolSchemas(schemas map[string]*schema) map[string]*tfprotov6.Schema {
	all := make(map[string]*tfprotov6.Schema, len(schemas))
	for name, each := range schemas {
		all[name] = each.protocolSchema()
	}
	return all
}

func (o *object) protocolBlock() *tfprotov6.SchemaBlock {
	block := &tfprotov6.SchemaBlock{Attributes: o.protocolAttributes()}
	for _, name := range slices.Sorted(maps.Keys(o.Blocks)) {
		each := o.Blocks[name]
		block.BlockTypes = append(block.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: name,
			Block:    each.protocolBlock(),
			Nesting:  blockNesting[each.Nesting],
			MinItems: each.MinItems,
			MaxItems: each.MaxItems,
		})
	}
	return block
}

func (o *object) protocolAttributes() []*tfprotov6.SchemaAttribute {
	var attributes []*tfprotov6.SchemaAttribute
	for _, name := range slices.Sorted(maps.Keys(o.Attributes)) {
		each := o.Attributes[name]
		attribute := &tfprotov6.SchemaAttribute{
			Name:       name,
			Required:   each.is("required"),
			Optional:   each.is("optional"),
			Computed:   each.is("computed"),
			Sensitive:  each.is("sensitive"),
			WriteOnly:  each.is("write_only"),
			Deprecated: each.is("deprecated"),
		}
		if each.Nesting == "" {
			attribute.Type = each.valueType
		} else {
			attribute.NestedType = &tfprotov6.SchemaObject{
				Attributes: each.protocolAttributes(),
				Nesting:    attributeNesting[each.Nesting],
			}
		}
		attributes = append(attributes, attribute)
	}
	return attributes
}

var blockNesting = map[string]tfprotov6.SchemaNestedBlockNestingMode{
	"single": tfprotov6.SchemaNestedBlockNestingModeSingle,
	"list":   tfprotov6.SchemaNestedBlockNestingModeList,
	"set":    tfprotov6.SchemaNestedBlockNestingModeSet,
	"map":    tfprotov6.SchemaNestedBlockNestingModeMap,
}

var attributeNesting = map[string]tfprotov6.SchemaObjectNestingMode{
	"single": tfprotov6.SchemaObjectNestingModeSingle,
	"list":   tfprotov6.SchemaObjectNestingModeList,
	"set":    tfprotov6.SchemaObjectNestingModeSet,
	"map":    tfprotov6.SchemaObjectNestingModeMap,
}

// decode reads a value of the protocol; one that is not there is null.
func (s *schema) decode(value *tfprotov6.DynamicValue) (tftypes.Value, error) {
	if value == nil {
		return tftypes.NewValue(s.objectType(), nil), nil
	}
	return value.Unmarshal(s.objectType())
}

func (s *schema) encode(value tftypes.Value) (*tfprotov6.DynamicValue, error) {
	encoded, err := tfprotov6.NewDynamicValue(s.objectType(), value)
	return &encoded, err
}
