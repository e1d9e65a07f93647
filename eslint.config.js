import tseslint from "typescript-eslint";

const cloudSdks = ["@pulumi/aws", "@pulumi/azure-native", "@pulumi/gcp", "@pulumi/eks"];
const noCloudSdk = (why) => ({
  "no-restricted-imports": [
    "error",
    { patterns: [{ group: cloudSdks.flatMap((sdk) => [sdk, `${sdk}/**`]), message: why }] },
  ],
});

export default tseslint.config(
  { ignores: ["node_modules", ".honua", "tests/fixtures"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["components/contract/**", "components/tables/**", "components/kubernetes/**", "config/**"],
    rules: noCloudSdk("This folder is cloud-blind: code that needs a cloud's SDK belongs in components/<cloud>/."),
  },
  {
    files: ["**/*.ts"],
    ignores: ["cli/automation.ts", "tests/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportDeclaration[source.value=/^@pulumi.pulumi.automation/]",
          message: "cli/automation.ts is the only file that touches the Automation API.",
        },
      ],
    },
  },
);
