// Package s3 stands in for the client of S3: what the state backends name of it.
package s3

// CopyObjectInput asks for a copy.
type CopyObjectInput struct {
	CopySource *string
}
