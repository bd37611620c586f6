package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func (s *server) ValidateResourceConfig(_ context.Context, request *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	resource, err := s.resource(request.TypeName)
	if err != nil {
		return nil, err
	}
	// Terraform before 1.9 sends no capabilities at all.
	allowed := request.ClientCapabilities != nil && request.ClientCapabilities.WriteOnlyAttributesAllowed
	findings, err := validate(resource, request.Config, allowed)
	return &tfprotov6.ValidateResourceConfigResponse{Diagnostics: findings}, err
}

// UpgradeResourceState is called for every state, an upgrade or not. Attributes that the schema does not have are
// dropped, as the state may come from the real provider in another version.
func (s *server) UpgradeResourceState(_ context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	resource, err := s.resource(request.TypeName)
	if err != nil {
		return nil, err
	}
	options := tfprotov6.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}}
	value, err := request.RawState.UnmarshalWithOpts(resource.objectType(), options)
	if err != nil {
		return &tfprotov6.UpgradeResourceStateResponse{Diagnostics: problem(
			"State does not fit the schema", "The schema stand-in cannot read the state of a "+request.TypeName+":", err.Error(),
		)}, nil
	}
	state, err := resource.encode(value)
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: state}, err
}

// ReadResource finds everything as it was left, or as the API has it.
func (s *server) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	resource, err := s.resource(request.TypeName)
	if err != nil {
		return nil, err
	}
	if resource.API != nil {
		return s.readFromAPI(ctx, resource, request)
	}
	return &tfprotov6.ReadResourceResponse{NewState: request.CurrentState, Private: request.Private}, nil
}

func (s *server) PlanResourceChange(_ context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resource, err := s.resource(request.TypeName)
	if err != nil {
		return nil, err
	}
	var values [3]tftypes.Value
	for at, each := range []*tfprotov6.DynamicValue{request.Config, request.ProposedNewState, request.PriorState} {
		if values[at], err = resource.decode(each); err != nil {
			return nil, err
		}
	}
	config, proposed, prior := values[0], values[1], values[2]
	plan := planner{updating: !prior.IsNull()}
	planned, err := resource.encode(plan.object(&resource.object, tftypes.NewAttributePath(), config, proposed, prior))
	return &tfprotov6.PlanResourceChangeResponse{
		PlannedState:                planned,
		PlannedPrivate:              request.PriorPrivate,
		RequiresReplace:             plan.replace,
		UnsafeToUseLegacyTypeSystem: resource.hasLegacyDefaults(),
	}, err
}

// ApplyResourceChange makes, changes or destroys nothing but in an API: without one the plan with every unknown part
// filled in is the answer.
func (s *server) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resource, err := s.resource(request.TypeName)
	if err != nil {
		return nil, err
	}
	planned, err := resource.decode(request.PlannedState)
	if err != nil {
		return nil, err
	}
	if resource.API != nil {
		return s.applyToAPI(ctx, resource, request, planned)
	}
	filled, err := fillUnknown(request.TypeName, request.PlannedState.MsgPack, planned)
	if err != nil {
		return nil, err
	}
	state, err := resource.encode(filled)
	return &tfprotov6.ApplyResourceChangeResponse{
		NewState:                    state,
		Private:                     request.PlannedPrivate,
		UnsafeToUseLegacyTypeSystem: resource.hasLegacyDefaults(),
	}, err
}
