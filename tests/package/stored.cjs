// Prints the code that Pulumi stores of the package's dynamic providers, as JSON by file. It is run in the folder of a user
// of the package, so it takes the SDK and the package from there.
const path = require("node:path");
const pulumi = require(require.resolve("@pulumi/pulumi", { paths: [process.cwd()] }));

async function main() {
    const [folder, ...files] = process.argv.slice(2);
    const texts = {};
    for (const file of files) {
        const [provider] = Object.values(require(path.resolve(folder, file))).filter(
            (value) => "diff" in Object(value),
        );
        texts[file] = (await pulumi.runtime.serializeFunction(() => provider)).text;
    }
    console.log(JSON.stringify(texts));
}

void main();
