import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { leanSources } from "../../../../simulator/engine/leanSources";

describe("sources for a lean engine", () => {
    let folder: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "lean-"));
    });

    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    const write = (file: string, text: string) => {
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.writeFileSync(path.join(folder, file), text);
    };
    const read = (file: string) => fs.readFileSync(path.join(folder, file), "utf8");

    /** A module with stand-ins, and what the Go command would have downloaded for it. */
    function published(): void {
        write("module/go.mod", "module here\n");
        write("module/go.sum", "sums\n");
        write("module/lean/pulumi/operations/logs.go", "stand-in\n");
        write("module/lean/gocloud/blob/s3blob/stub.go", "stand-in\n");
        write("cache/pulumi/operations/logs.go", "published\n");
        write("cache/pulumi/operations/resources.go", "published\n");
        write("cache/pulumi/operations/resources_test.go", "published\n");
        write("cache/pulumi/testdata/large.go", "published\n");
        write("cache/gocloud/blob/s3blob/driver.go", "published\n");
        write("cache/gocloud/blob/fileblob/driver.go", "published\n");
        fs.chmodSync(path.join(folder, "cache/pulumi/operations/logs.go"), 0o444);
    }

    function lean(listed: string, asked: string[][] = []): Promise<string> {
        return leanSources(path.join(folder, "module"), path.join(folder, "lean"), (args) => {
            asked.push([...args]);
            return Promise.resolve(args[0] === "list" ? listed : "");
        });
    }

    it("are the published ones with stand-ins for what reaches clouds", async () => {
        published();
        const asked: string[][] = [];
        const listed = `github.com/pulumi/pulumi/pkg/v3\t${folder}/cache/pulumi\ngocloud.dev\t${folder}/cache/gocloud\n`;
        expect(await lean(listed, asked)).to.equal(path.join(folder, "lean", "go.mod"));
        expect(read("lean/pulumi/operations/logs.go")).to.equal("stand-in\n");
        expect(read("lean/pulumi/operations/resources.go")).to.equal("published\n");
        expect(fs.readdirSync(path.join(folder, "lean/gocloud/blob/s3blob"))).to.deep.equal(["stub.go"]);
        expect(read("lean/gocloud/blob/fileblob/driver.go")).to.equal("published\n");
        expect(read("lean/go.mod")).to.equal("module here\n");
        expect(read("lean/go.sum")).to.equal("sums\n");
        expect(asked.at(-1)).to.include.members([
            `-replace=github.com/pulumi/pulumi/pkg/v3=${folder}/lean/pulumi`,
            `-replace=gocloud.dev=${folder}/lean/gocloud`,
            `-replace=github.com/aws/aws-sdk-go-v2/service/s3=${folder}/module/lean/s3`,
        ]);
    });

    it("leave out what no build reads, and the cache as it is", async () => {
        published();
        const listed = `github.com/pulumi/pulumi/pkg/v3\t${folder}/cache/pulumi\ngocloud.dev\t${folder}/cache/gocloud\n`;
        await lean(listed);
        expect(fs.existsSync(path.join(folder, "lean/pulumi/operations/resources_test.go"))).to.equal(false);
        expect(fs.existsSync(path.join(folder, "lean/pulumi/testdata"))).to.equal(false);
        expect(read("cache/pulumi/operations/logs.go")).to.equal("published\n");
    });

    it("are not there before their modules are downloaded", async () => {
        published();
        const failed = await lean("github.com/pulumi/pulumi/pkg/v3\t\ngocloud.dev\t\n").catch(
            (error: unknown) => error,
        );
        expect(failed).to.be.an("error").with.property("message").that.includes("github.com/pulumi/pulumi/pkg/v3");
    });
});
