// Package s3blob stands in for the driver of a state backend.
package s3blob
