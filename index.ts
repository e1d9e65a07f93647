import { loadSettings } from "./config/load.ts";
import { deploy } from "./components/deploy.ts";
import { platforms } from "./components/index.ts";

/** Settings choose the platform, the platform builds the parts, and the outputs tell an operator how to go on. */
export default async function main() {
  const settings = loadSettings();
  const platform = await platforms[settings.cloud]();
  return deploy(platform, settings);
}
