// Package cloud stands in for secrets kept with a cloud's key service.
package cloud

import (
	"encoding/json"
	"errors"

	"github.com/pulumi/pulumi/pkg/v3/secrets"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
)

// Type is what states name this way of keeping secrets.
const Type = "cloud"

var errLeft = errors.New("this engine was built without key services of clouds: use a passphrase")

// EditProjectStack is for stacks that keep secrets so.
func EditProjectStack(*workspace.ProjectStack, json.RawMessage) error {
	return errLeft
}

// NewCloudSecretsManagerFromState is for states that keep secrets so.
func NewCloudSecretsManagerFromState(json.RawMessage) (secrets.Manager, error) {
	return nil, errLeft
}

// NewCloudSecretsManager is for new stacks that shall keep secrets so.
func NewCloudSecretsManager(*workspace.ProjectStack, string, bool) (secrets.Manager, error) {
	return nil, errLeft
}
