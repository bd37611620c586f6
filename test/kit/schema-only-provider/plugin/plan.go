package main

import (
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// planner goes through configuration, Terraform's proposal and the prior state side by side.
type planner struct {
	// updating is false where there is no prior state: then nothing can be replaced.
	updating bool
	replace  []*tftypes.AttributePath
}

// object plans an object's members.
func (p *planner) object(o *object, path *tftypes.AttributePath, config, proposed, prior tftypes.Value) tftypes.Value {
	if proposed.IsNull() || !proposed.IsKnown() {
		return proposed
	}
	configured, wanted, had := fieldsOf(config), fieldsOf(proposed), fieldsOf(prior)
	planned := map[string]tftypes.Value{}
	for name, each := range o.members() {
		at := path.WithAttributeName(name)
		before := each.field(had, name)
		planned[name] = p.member(each, at, each.field(configured, name), each.field(wanted, name), before)
		if p.updating && each.is("force_new") && !planned[name].Equal(before) {
			p.replace = append(p.replace, at)
		}
	}
	return tftypes.NewValue(o.objectType(), planned)
}

func (p *planner) member(m *member, path *tftypes.AttributePath, config, proposed, prior tftypes.Value) tftypes.Value {
	switch {
	case m.is("write_only"):
		return m.null()
	case m.block || (m.Nesting != "" && !config.IsNull()):
		return p.nested(m, path, config, proposed, prior)
	case !config.IsNull():
		return proposed // Terraform has put the configured value there
	case m.defaultValue != nil:
		return *m.defaultValue
	case m.is("computed") && proposed.IsNull():
		return m.unknown()
	}
	return proposed
}

// nested plans the objects of a block or nested attribute.
func (p *planner) nested(m *member, path *tftypes.AttributePath, config, proposed, prior tftypes.Value) tftypes.Value {
	if proposed.IsNull() || !proposed.IsKnown() {
		return proposed
	}
	none := tftypes.NewValue(m.objectType(), nil)
	var planned []tftypes.Value
	switch m.Nesting {
	case "single":
		return p.object(&m.object, path, config, proposed, prior)
	case "map":
		configured, had := fieldsOf(config), fieldsOf(prior)
		byKey := map[string]tftypes.Value{}
		for key, each := range fieldsOf(proposed) {
			at := path.WithElementKeyString(key)
			byKey[key] = p.object(&m.object, at, orElse(configured, key, none), each, orElse(had, key, none))
		}
		return tftypes.NewValue(m.valueType, byKey)
	case "list":
		configured, had := elementsOf(config), elementsOf(prior)
		for index, each := range elementsOf(proposed) {
			at := path.WithElementKeyInt(index)
			planned = append(planned, p.object(&m.object, at, nth(configured, index, none), each, nth(had, index, none)))
		}
	case "set":
		for _, each := range elementsOf(proposed) {
			// A set's elements have no place to find their configuration by: what is proposed stands for it.
			planned = append(planned, p.object(&m.object, path.WithElementKeyValue(each), each, each, each))
		}
	}
	return tftypes.NewValue(m.valueType, planned)
}

func nth(values []tftypes.Value, index int, otherwise tftypes.Value) tftypes.Value {
	if index < len(values) {
		return values[index]
	}
	return otherwise
}

func orElse(values map[string]tftypes.Value, key string, otherwise tftypes.Value) tftypes.Value {
	if value, ok := values[key]; ok {
		return value
	}
	return otherwise
}
