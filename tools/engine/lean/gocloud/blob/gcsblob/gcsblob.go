// Package gcsblob stands in for the driver of a state backend.
package gcsblob

// Scheme begins the URLs of such backends.
const Scheme = "gs"
