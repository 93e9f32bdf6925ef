// Package azureblob stands in for the driver of a state backend.
package azureblob
