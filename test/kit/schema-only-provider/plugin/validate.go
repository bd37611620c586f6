package main

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// validator makes the checks that Terraform leaves to providers: types, unknown names and missing arguments it has
// found by itself before a provider is asked, except inside nested attributes.
type validator struct {
	// writeOnlyAllowed is what Terraform says of itself: versions before 1.11 would put such values into the state.
	writeOnlyAllowed bool
	findings         []*tfprotov6.Diagnostic
}

func (v *validator) object(o *object, path *tftypes.AttributePath, config tftypes.Value) {
	if config.IsNull() || !config.IsKnown() {
		return
	}
	fields := fieldsOf(config)
	for name, each := range o.members() {
		v.member(each, name, path.WithAttributeName(name), each.field(fields, name))
	}
}

func (v *validator) member(m *member, name string, path *tftypes.AttributePath, value tftypes.Value) {
	switch {
	case value.IsNull():
		if m.is("required") {
			v.add(path, "Missing required argument", fmt.Sprintf("The argument %q is required. Give it a value that is not null.", name))
		}
		return
	case m.is("computed") && !m.is("optional"):
		v.add(path, "Argument cannot be set", fmt.Sprintf("The provider itself works out %q. Remove it from the configuration.", name))
		return
	case m.is("write_only") && !v.writeOnlyAllowed:
		v.add(path, "Write-only argument not supported", fmt.Sprintf("The argument %q is write-only, which needs Terraform 1.11 or later. Upgrade Terraform, or remove the argument.", name))
		return
	}
	switch m.Nesting {
	case "single":
		v.object(&m.object, path, value)
	case "list":
		for index, each := range elementsOf(value) {
			v.object(&m.object, path.WithElementKeyInt(index), each)
		}
	case "set":
		for _, each := range elementsOf(value) {
			v.object(&m.object, path.WithElementKeyValue(each), each)
		}
	case "map":
		for key, each := range fieldsOf(value) {
			v.object(&m.object, path.WithElementKeyString(key), each)
		}
	}
}

func (v *validator) add(path *tftypes.AttributePath, summary, detail string) {
	v.findings = append(v.findings, &tfprotov6.Diagnostic{
		Severity:  tfprotov6.DiagnosticSeverityError,
		Summary:   summary,
		Detail:    detail,
		Attribute: path,
	})
}

// problem is one finding without a place.
func problem(summary string, detail ...string) []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{
		Severity: tfprotov6.DiagnosticSeverityError,
		Summary:  summary,
		Detail:   strings.Join(detail, " "),
	}}
}
