package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// service names the environment variables with the address of an API and the token that it takes.
type service struct {
	Endpoint string `json:"endpoint"`
	Token    string `json:"token"`
}

// collection is where an API has the objects of a resource or data source, each by its id below the path.
type collection struct {
	Path string `json:"path"`
	// Items is the attribute of a data source that takes the list; the answer calls it "items". Empty: it reads one by id.
	Items string `json:"items"`
}

// call asks the API. The answer is nil where the object is not there, or nothing was said.
func (s *server) call(ctx context.Context, method, path string, body any) (map[string]any, error) {
	var sent io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		sent = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, os.Getenv(s.provider.API.Endpoint)+path, sent)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv(s.provider.API.Token))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode == http.StatusNotFound || (response.StatusCode < 300 && len(text) == 0) {
		return nil, nil
	}
	if response.StatusCode >= 300 {
		return nil, fmt.Errorf("%s %s: %s: %s", method, path, response.Status, text)
	}
	var answer map[string]any
	return answer, json.Unmarshal(text, &answer)
}

func (c *collection) of(id string) string { return c.Path + "/" + url.PathEscape(id) }

func failed(err error) []*tfprotov6.Diagnostic {
	return problem("The API did not do it", "The schema stand-in asked the API:", err.Error())
}

func (s *server) readFromAPI(ctx context.Context, resource *schema, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	state, err := resource.decode(request.CurrentState)
	if err != nil {
		return nil, err
	}
	answer, err := s.call(ctx, http.MethodGet, resource.API.of(idOf(state)), nil)
	if err != nil {
		return &tfprotov6.ReadResourceResponse{Diagnostics: failed(err)}, nil
	}
	found, err := resource.encode(resource.fromAnswer(answer))
	return &tfprotov6.ReadResourceResponse{NewState: found, Private: request.Private}, err
}

func (s *server) applyToAPI(ctx context.Context, resource *schema, request *tfprotov6.ApplyResourceChangeRequest, planned tftypes.Value) (*tfprotov6.ApplyResourceChangeResponse, error) {
	prior, err := resource.decode(request.PriorState)
	if err != nil {
		return nil, err
	}
	method, path := http.MethodPut, resource.API.of(idOf(prior))
	var body any = resource.toRequest(planned)
	switch {
	case planned.IsNull():
		method, body = http.MethodDelete, nil
	case prior.IsNull():
		method, path = http.MethodPost, resource.API.Path
	}
	answer, err := s.call(ctx, method, path, body)
	if err != nil {
		return &tfprotov6.ApplyResourceChangeResponse{NewState: request.PriorState, Diagnostics: failed(err)}, nil
	}
	state, err := resource.encode(resource.fromAnswer(answer))
	return &tfprotov6.ApplyResourceChangeResponse{NewState: state, Private: request.PlannedPrivate}, err
}

// importFromAPI knows the id only; Terraform reads the rest next.
func (s *server) importFromAPI(resource *schema, request *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	state, err := resource.encode(resource.fromAnswer(map[string]any{"id": request.ID}))
	return &tfprotov6.ImportResourceStateResponse{
		ImportedResources: []*tfprotov6.ImportedResource{{TypeName: request.TypeName, State: state}},
	}, err
}

func (s *server) dataFromAPI(ctx context.Context, source *schema, config tftypes.Value) (*tfprotov6.ReadDataSourceResponse, error) {
	path := source.API.of(idOf(config))
	asked := source.toRequest(config)
	if source.API.Items != "" {
		query := url.Values{}
		for name, value := range asked {
			query.Set(name, fmt.Sprint(value))
		}
		path = source.API.Path + "?" + query.Encode()
	}
	answer, err := s.call(ctx, http.MethodGet, path, nil)
	if err == nil && answer == nil {
		err = fmt.Errorf("nothing matched the search criteria")
	}
	if err != nil {
		return &tfprotov6.ReadDataSourceResponse{Diagnostics: failed(err)}, nil
	}
	if source.API.Items != "" {
		// Null where there is none, as the real plugin of apono-io/apono has it.
		if items, _ := answer["items"].([]any); len(items) > 0 {
			asked[source.API.Items] = items
		}
		answer = asked
	}
	state, err := source.encode(source.fromAnswer(answer))
	return &tfprotov6.ReadDataSourceResponse{State: state}, err
}

// idOf is an object's id; empty where it has none.
func idOf(value tftypes.Value) string {
	var id string
	if field, ok := fieldsOf(value)["id"]; ok && field.IsKnown() {
		_ = field.As(&id)
	}
	return id
}

// toRequest is what an API is sent: what is known of an object, without what only the API may set.
func (o *object) toRequest(value tftypes.Value) map[string]any {
	sent := map[string]any{}
	fields := fieldsOf(value)
	for name, each := range o.members() {
		field := each.field(fields, name)
		if each.is("computed") || field.IsNull() || !field.IsKnown() {
			continue
		}
		if each.Nesting == "single" {
			sent[orName(each.Sent, name)] = each.toRequest(field)
		} else {
			sent[orName(each.Sent, name)] = plain(field)
		}
	}
	return sent
}

// plain is a value of texts, lists and maps as JSON has it.
func plain(value tftypes.Value) any {
	switch of := value.Type(); {
	case of.Is(tftypes.List{}):
		texts := []any{}
		for _, each := range elementsOf(value) {
			texts = append(texts, plain(each))
		}
		return texts
	case of.Is(tftypes.Map{}):
		texts := map[string]any{}
		for key, each := range fieldsOf(value) {
			texts[key] = plain(each)
		}
		return texts
	}
	var text string
	_ = value.As(&text)
	return text
}

// fromAnswer is an object as an API answers it; null where there is none.
func (o *object) fromAnswer(answer map[string]any) tftypes.Value {
	if answer == nil {
		return tftypes.NewValue(o.objectType(), nil)
	}
	fields := map[string]tftypes.Value{}
	for name, each := range o.members() {
		fields[name] = each.fromAnswer(answer[orName(each.Answered, name)])
	}
	return tftypes.NewValue(o.objectType(), fields)
}

func (m *member) fromAnswer(answer any) tftypes.Value {
	if answer == nil {
		return m.null()
	}
	switch m.Nesting {
	case "single":
		object, _ := answer.(map[string]any)
		return m.object.fromAnswer(object)
	case "list":
		elements := []tftypes.Value{}
		items, _ := answer.([]any)
		for _, item := range items {
			object, _ := item.(map[string]any)
			elements = append(elements, m.object.fromAnswer(object))
		}
		return tftypes.NewValue(m.valueType, elements)
	}
	return typed(m.valueType, answer)
}

// typed is JSON as a value of texts, lists and maps.
func typed(valueType tftypes.Type, answer any) tftypes.Value {
	switch of := valueType.(type) {
	case tftypes.List:
		elements := []tftypes.Value{}
		items, _ := answer.([]any)
		for _, item := range items {
			elements = append(elements, typed(of.ElementType, item))
		}
		return tftypes.NewValue(valueType, elements)
	case tftypes.Map:
		elements := map[string]tftypes.Value{}
		items, _ := answer.(map[string]any)
		for key, item := range items {
			elements[key] = typed(of.ElementType, item)
		}
		return tftypes.NewValue(valueType, elements)
	}
	return tftypes.NewValue(valueType, fmt.Sprint(answer))
}

func orName(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return name
}
