import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

const createdInCallback =
    "CallExpression[callee.property.name=/^(apply|then)$/] :matches(ArrowFunctionExpression, FunctionExpression) NewExpression[callee.type='MemberExpression']";

export default tseslint.config(
    {
        ignores: [
            "node_modules",
            ".simulator",
            "components/dist",
            "examples",
            "eslint.config.mjs",
            "**/*.js",
            "**/*.cjs",
            "**/*.mjs",
        ],
    },
    ...tseslint.configs.strictTypeChecked,
    ...tseslint.configs.stylisticTypeChecked,
    {
        languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
        plugins: { "@pulumi": pulumi },
        rules: {
            "@pulumi/no-output-in-template-literal": "error",
            "@pulumi/no-output-instance-in-template-literal": "error",
            "@typescript-eslint/no-explicit-any": "error",
            "@typescript-eslint/no-non-null-assertion": "error",
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/consistent-type-imports": "error",
            "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
            "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
            "no-restricted-syntax": [
                "error",
                {
                    selector: createdInCallback,
                    message: "Create no resource inside apply or then: a preview would not show it.",
                },
                { selector: "ExportDefaultDeclaration", message: "Export by name." },
            ],
        },
    },
    {
        files: ["components/**/*.ts", "policies/**/*.ts", "index.ts", "tests/**/*.ts"],
        rules: {
            "no-restricted-imports": [
                "error",
                {
                    paths: [
                        {
                            name: "@pulumi/aws",
                            message: "Import one service: @pulumi/aws/ec2. The barrel costs start-up time and memory.",
                        },
                    ],
                },
            ],
        },
    },
    {
        files: ["tests/**/*.ts"],
        rules: {
            // describe and it callbacks hold whole suites; chai's assertions are expressions.
            "max-lines-per-function": "off",
            "@typescript-eslint/no-unused-expressions": "off",
        },
    },
);
