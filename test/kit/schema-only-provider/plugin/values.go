package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// fieldsOf are an object's values by name; none where it is null or unknown.
func fieldsOf(value tftypes.Value) map[string]tftypes.Value {
	fields := map[string]tftypes.Value{}
	if !value.IsNull() && value.IsKnown() {
		// The type is the schema's own, so that this cannot fail.
		_ = value.As(&fields)
	}
	return fields
}

// elementsOf are the elements of a list or set; none where it is null or unknown.
func elementsOf(value tftypes.Value) []tftypes.Value {
	var elements []tftypes.Value
	if !value.IsNull() && value.IsKnown() {
		_ = value.As(&elements)
	}
	return elements
}

func (m *member) null() tftypes.Value { return tftypes.NewValue(m.valueType, nil) }

func (m *member) unknown() tftypes.Value {
	return tftypes.NewValue(m.valueType, tftypes.UnknownValue)
}

// field is a member's value in an object; null where the object does not have it.
func (m *member) field(fields map[string]tftypes.Value, name string) tftypes.Value {
	if value, ok := fields[name]; ok {
		return value
	}
	return m.null()
}

// fillUnknown gives every unknown part a value: the same for the same seed, so that two runs can be compared, and
// one that tells in a test's output where it came from.
func fillUnknown(typeName string, seed []byte, value tftypes.Value) (tftypes.Value, error) {
	sum := sha256.Sum256(append([]byte(typeName+"\n"), seed...))
	label := func(name string) string {
		return fmt.Sprintf("%s-%s-%s", typeName, name, hex.EncodeToString(sum[:4]))
	}
	return tftypes.Transform(value, func(path *tftypes.AttributePath, each tftypes.Value) (tftypes.Value, error) {
		if each.IsKnown() {
			return each, nil
		}
		return zeroValue(each.Type(), lastName(path), label), nil
	})
}

func zeroValue(valueType tftypes.Type, name string, label func(string) string) tftypes.Value {
	switch {
	case valueType.Is(tftypes.String):
		return tftypes.NewValue(valueType, label(name))
	case valueType.Is(tftypes.Number):
		return tftypes.NewValue(valueType, 0)
	case valueType.Is(tftypes.Bool):
		return tftypes.NewValue(valueType, false)
	case valueType.Is(tftypes.DynamicPseudoType):
		return tftypes.NewValue(tftypes.Object{}, map[string]tftypes.Value{})
	}
	switch of := valueType.(type) {
	case tftypes.Object:
		fields := map[string]tftypes.Value{}
		for field, fieldType := range of.AttributeTypes {
			fields[field] = zeroValue(fieldType, field, label)
		}
		return tftypes.NewValue(valueType, fields)
	case tftypes.Tuple:
		var elements []tftypes.Value
		for _, elementType := range of.ElementTypes {
			elements = append(elements, zeroValue(elementType, name, label))
		}
		return tftypes.NewValue(valueType, elements)
	case tftypes.Map:
		return tftypes.NewValue(valueType, map[string]tftypes.Value{})
	}
	return tftypes.NewValue(valueType, []tftypes.Value{}) // lists and sets
}

// lastName is the name of the attribute that a path leads to or into.
func lastName(path *tftypes.AttributePath) string {
	steps := path.Steps()
	for at := len(steps) - 1; at >= 0; at-- {
		if name, ok := steps[at].(tftypes.AttributeName); ok {
			return string(name)
		}
	}
	return "value"
}
