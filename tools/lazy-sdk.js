// Pulumi's SDK loads npm's dependency tree at every start, 450 files, and uses it for functions only that a program hands over
// as code: dynamic providers, callbacks. From here on it is loaded when it is used.
import Module, { createRequire } from "node:module";

const sdk = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
const arborist = sdk.resolve("@npmcli/arborist");

const placeholder = {
  __esModule: true, // else the SDK copies its properties at once
  get Arborist() {
    delete sdk.cache[arborist];
    return sdk(arborist).Arborist;
  },
};
sdk.cache[arborist] = Object.assign(new Module(arborist), { exports: placeholder, loaded: true });
