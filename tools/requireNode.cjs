// Says what to do where Node is too old for this project. Written so that a Node of ten years ago runs it.
"use strict";

var wanted = require("../package.json").engines.node.replace(">=", "").split(".");
var found = process.versions.node.split(".");
var difference = Number(found[0]) - Number(wanted[0]) || Number(found[1]) - Number(wanted[1] || 0);

if (difference < 0) {
    console.error(
        "Node " +
            process.versions.node +
            " is too old: " +
            wanted.join(".") +
            " is the oldest that works. Install Node 22 from https://nodejs.org, and run the same command again.",
    );
    process.exitCode = 1;
}
