import { accepts, refuses } from "../support";

describe("clusters", () => {
    refuses(
        "an unknown private network",
        [[["clusters", "sandbox", "privateNetwork"], "cor"]],
        ["clusters.sandbox.privateNetwork", '"cor"', "a private network: core", 'Write "core", the nearest'],
    );
    refuses(
        "a private network where there is none",
        [[["privateNetworks"], undefined]],
        ["clusters.sandbox.privateNetwork", '"core"', "of which there is none", "Add a private network with this key."],
    );
    refuses(
        "one CKU over several zones",
        [[["clusters", "shared", "cku"], 1]],
        ["clusters.shared.cku", "1", "at least 2 with availability MULTI_ZONE", "availability: SINGLE_ZONE"],
    );
    accepts("one CKU in a single zone", [
        [["clusters", "shared", "cku"], 1],
        [["clusters", "shared", "availability"], "SINGLE_ZONE"],
    ]);
    accepts("several clusters on one network", [
        [["clusters", "second"], { type: "enterprise", privateNetwork: "core" }],
    ]);
});
