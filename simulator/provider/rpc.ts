// The provider protocol ships inside the SDK without an entry point of its own: every deep import is here.
export * as grpc from "@grpc/grpc-js";
export * as messages from "@pulumi/pulumi/proto/provider_pb";
export * as plugin from "@pulumi/pulumi/proto/plugin_pb";
export { ResourceProviderService, type IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
export { Empty } from "google-protobuf/google/protobuf/empty_pb";
export { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
export { unknownValue } from "@pulumi/pulumi/runtime/rpc";
