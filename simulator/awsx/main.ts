// A process of its own: the SDK serves one provider in each, and keeps what it knows of an engine for all of it.
import { main } from "@pulumi/pulumi/provider";
import { awsxProvider } from "./provider";

// The simulator holds the other end; when it is gone, however it went, nobody needs this provider any more.
process.stdin.on("close", () => process.exit());
process.stdin.resume();

void main(awsxProvider, process.argv.slice(2));
