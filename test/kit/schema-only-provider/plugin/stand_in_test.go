package main

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const example = `{
  "provider": "registry.terraform.io/hashicorp/example",
  "resources": {
    "example_thing": {
      "attributes": {
        "name": { "type": "string", "is": "required" },
        "secret": {
          "nesting": "map",
          "is": "optional write_only",
          "attributes": { "value": { "type": "string", "is": "required write_only" } }
        },
        "tags": {
          "nesting": "map",
          "is": "optional",
          "attributes": {
            "value": { "type": "string", "is": "optional computed", "default": "none" },
            "made": { "type": "number", "is": "computed" }
          }
        },
        "shape": { "type": ["object", { "sides": "number", "names": ["tuple", ["string", "bool"]] }], "is": "computed" }
      }
    }
  }
}`

func exampleServer(t *testing.T) (*server, *schema) {
	t.Helper()
	parsed, err := parseProvider([]byte(example))
	if err != nil {
		t.Fatal(err)
	}
	return &server{provider: parsed}, parsed.Resources["example_thing"]
}

// value makes a value of a resource from JSON, with null for what is left out.
func value(t *testing.T, s *schema, text string) *tfprotov6.DynamicValue {
	t.Helper()
	made, err := tftypes.ValueFromJSON([]byte(text), s.objectType())
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := s.encode(made)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// Every Terraform that the project supports allows write-only attributes; this is what an older one would be told.
func TestWriteOnlyNeedsClientCapability(t *testing.T) {
	server, thing := exampleServer(t)
	with := `{ "name": "a", "secret": { "a": { "value": "b" } }, "tags": null, "shape": null }`
	without := `{ "name": "a", "secret": null, "tags": null, "shape": null }`
	allowed := &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true}
	for _, each := range []struct {
		config       string
		capabilities *tfprotov6.ValidateResourceConfigClientCapabilities
		findings     int
	}{
		{with, allowed, 0},
		{with, &tfprotov6.ValidateResourceConfigClientCapabilities{}, 1},
		{with, nil, 1},
		{without, nil, 0},
	} {
		response, err := server.ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{
			TypeName: "example_thing", Config: value(t, thing, each.config), ClientCapabilities: each.capabilities,
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(response.Diagnostics) != each.findings {
			t.Errorf("%s with %v: %d findings, wanted %d", each.config, each.capabilities, len(response.Diagnostics), each.findings)
		}
		for _, finding := range response.Diagnostics {
			if !strings.Contains(finding.Detail, `"secret" is write-only`) {
				t.Errorf("unexpected finding: %s", finding.Detail)
			}
		}
	}
}

// No schema file has a nested map or an object with a tuple yet.
func TestPlanAndApplyOfMapsAndObjects(t *testing.T) {
	server, thing := exampleServer(t)
	config := value(t, thing, `{ "name": "a", "secret": { "a": { "value": "b" } }, "shape": null,
		"tags": { "x": { "value": null, "made": null }, "y": { "value": "given", "made": null } } }`)
	nothing, err := thing.encode(tftypes.NewValue(thing.objectType(), nil))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "example_thing", Config: config, ProposedNewState: config, PriorState: nothing,
	})
	if err != nil {
		t.Fatal(err)
	}
	applied, err := server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "example_thing", Config: config, PlannedState: plan.PlannedState, PriorState: nothing,
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := thing.decode(applied.NewState)
	if err != nil {
		t.Fatal(err)
	}
	wanted, err := thing.decode(value(t, thing, `{ "name": "a", "secret": null,
		"tags": { "x": { "value": "none", "made": 0 }, "y": { "value": "given", "made": 0 } },
		"shape": { "sides": 0, "names": ["`+labelIn(got)+`", false] } }`))
	if err != nil {
		t.Fatal(err)
	}
	if !got.Equal(wanted) {
		t.Errorf("got %s\nwanted %s", got, wanted)
	}
	if !strings.HasPrefix(labelIn(got), "example_thing-names-") {
		t.Errorf("the label is %q", labelIn(got))
	}
}

func labelIn(thing tftypes.Value) string {
	var label string
	_ = elementsOf(fieldsOf(fieldsOf(thing)["shape"])["names"])[0].As(&label)
	return label
}

func TestSchemaFileWithASlipIsRefused(t *testing.T) {
	for slip, message := range map[string][2]string{
		"flag":     {`"required"`, `"requird"`},
		"field":    {`"is": "required"`, `"flags": "required"`},
		"type":     {`"type": "string", "is": "required"`, `"type": "text", "is": "required"`},
		"nesting":  {`"nesting": "map"`, `"nesting": "heap"`},
		"default":  {`"default": "none"`, `"default": [1]`},
		"provider": {`"provider": "registry.terraform.io/hashicorp/example",`, ``},
	} {
		if _, err := parseProvider([]byte(strings.Replace(example, message[0], message[1], 1))); err == nil {
			t.Errorf("a wrong %s passes", slip)
		}
	}
}
