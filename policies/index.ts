import { PolicyPack } from "@pulumi/policy";
import { RULES } from "./rules";

// Pulumi runs this file; a pack serves its rules from its making on.
new PolicyPack("confluent-cluster-linking", { policies: RULES });
