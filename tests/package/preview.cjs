// Previews the program in the working directory under Pulumi's mocks, and prints what it registers as JSON. It is run in
// the folder of a user of the package, so it takes the SDK from there.
const path = require("node:path");
const from = (name) => require(require.resolve(name, { paths: [process.cwd()] }));
const pulumi = from("@pulumi/pulumi");

const [file, config] = process.argv.slice(2);
const registered = [];

async function main() {
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs, custom }) => {
                registered.push({ type, name, inputs });
                return { id: custom ? `${name}-id` : undefined, state: { ...inputs, zoneId: `${name}-id` } };
            },
            call: ({ inputs }) => ({
                ...inputs,
                vpcId: "vpc-1",
                dnsEntries: [{ dnsName: "vpce-1-a.vpce-svc-1.us-east-1.vpce.amazonaws.com", hostedZoneId: "Z1" }],
            }),
        },
        "private-names",
        "test",
        false,
    );
    pulumi.runtime.setAllConfig(JSON.parse(config));
    await pulumi.runtime.runInPulumiStack(async () => require(path.resolve(file)));
    await pulumi.runtime.disconnect();
    console.log(JSON.stringify(registered));
}

void main();
