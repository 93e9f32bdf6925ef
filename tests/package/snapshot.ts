// Writes the snapshot of the package's schema anew.
import * as fs from "node:fs";
import { COMPONENTS } from "../support/package";
import { schemaOf, SNAPSHOT, summaryOf } from "./summary";

fs.writeFileSync(SNAPSHOT, `${JSON.stringify(summaryOf(schemaOf(COMPONENTS)), null, 2)}\n`);
