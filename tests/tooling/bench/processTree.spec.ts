import { expect } from "chai";
import { parseProcesses, treeMemory } from "../../../bench/processTree";

// Proves how a list of processes is read and added up, not that the system prints one.
describe("benchmark process tree", () => {
    const list = [
        "    1     0   900",
        "   10     1   100",
        "   11    10    20",
        "  120    11     3",
        "   12     1  5000",
        "",
    ];

    it("reads pid, parent and resident memory", () => {
        expect(parseProcesses(list.join("\n")).slice(0, 2)).to.deep.equal([
            { pid: 1, parent: 0, kib: 900 },
            { pid: 10, parent: 1, kib: 100 },
        ]);
    });

    it("passes over lines of another form", () => {
        expect(parseProcesses("PID PPID RSS\nnonsense\n 7 1 70\n")).to.deep.equal([{ pid: 7, parent: 1, kib: 70 }]);
    });

    it("adds up a process, its children and theirs, and nobody else", () => {
        expect(treeMemory(parseProcesses(list.join("\n")), 10)).to.equal(123);
    });

    it("finds nothing for a process that is gone", () => {
        expect(treeMemory(parseProcesses(list.join("\n")), 99)).to.equal(0);
    });

    it("comes to an end where a process is its own parent", () => {
        expect(treeMemory([{ pid: 0, parent: 0, kib: 5 }], 0)).to.equal(5);
    });
});
