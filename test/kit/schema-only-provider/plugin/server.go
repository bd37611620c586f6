package main

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// server answers Terraform for one provider. It has no state of its own: everything is in Terraform's.
type server struct{ provider *provider }

var _ tfprotov6.ProviderServer = (*server)(nil)

var capabilities = &tfprotov6.ServerCapabilities{GetProviderSchemaOptional: true}

func (s *server) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	response := &tfprotov6.GetMetadataResponse{ServerCapabilities: capabilities}
	for name := range s.provider.Resources {
		response.Resources = append(response.Resources, tfprotov6.ResourceMetadata{TypeName: name})
	}
	for name := range s.provider.DataSources {
		response.DataSources = append(response.DataSources, tfprotov6.DataSourceMetadata{TypeName: name})
	}
	return response, nil
}

func (s *server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &tfprotov6.GetProviderSchemaResponse{
		ServerCapabilities: capabilities,
		Provider:           s.provider.Config.protocolSchema(),
		ResourceSchemas:    protocolSchemas(s.provider.Resources),
		DataSourceSchemas:  protocolSchemas(s.provider.DataSources),
	}, nil
}

func (s *server) ValidateProviderConfig(_ context.Context, request *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	findings, err := validate(s.provider.Config, request.Config, true)
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: request.Config, Diagnostics: findings}, err
}

// ConfigureProvider takes any configuration: there is nothing to connect to.
func (s *server) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

func (s *server) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

func (s *server) ValidateDataResourceConfig(_ context.Context, request *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	source, err := s.dataSource(request.TypeName)
	if err != nil {
		return nil, err
	}
	findings, err := validate(source, request.Config, true)
	return &tfprotov6.ValidateDataResourceConfigResponse{Diagnostics: findings}, err
}

// ReadDataSource gives back what the API has; without one the configuration, completed as that of a new resource would be.
func (s *server) ReadDataSource(ctx context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	source, err := s.dataSource(request.TypeName)
	if err != nil {
		return nil, err
	}
	config, err := source.decode(request.Config)
	if err != nil {
		return nil, err
	}
	if source.API != nil {
		return s.dataFromAPI(ctx, source, config)
	}
	none := tftypes.NewValue(source.objectType(), nil)
	planned := new(planner).object(&source.object, tftypes.NewAttributePath(), config, config, none)
	filled, err := fillUnknown(request.TypeName, request.Config.MsgPack, planned)
	if err != nil {
		return nil, err
	}
	state, err := source.encode(filled)
	return &tfprotov6.ReadDataSourceResponse{State: state}, err
}

func (s *server) resource(name string) (*schema, error) { return find(s.provider.Resources, name) }

func (s *server) dataSource(name string) (*schema, error) { return find(s.provider.DataSources, name) }

func find(schemas map[string]*schema, name string) (*schema, error) {
	if found, ok := schemas[name]; ok {
		return found, nil
	}
	return nil, fmt.Errorf("the schema stand-in has no %q: add it to the schema file", name)
}

func validate(s *schema, config *tfprotov6.DynamicValue, writeOnlyAllowed bool) ([]*tfprotov6.Diagnostic, error) {
	value, err := s.decode(config)
	if err != nil {
		return nil, err
	}
	check := validator{writeOnlyAllowed: writeOnlyAllowed}
	check.object(&s.object, tftypes.NewAttributePath(), value)
	return check.findings, nil
}
