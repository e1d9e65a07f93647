import { type Environment, environmentNames } from "../components/tables/environments.ts";

/**
 * The environment whose enforcement levels hold. The engine tells a pack the stack's name and configuration, however it
 * was started, so that no flag and no file has to say it again.
 *
 * @param stack Name of the stack: `<environment>` or `<environment>-<anything>`.
 * @param configured What `honua:environment` says. It decides where it names an environment, then the stack's name;
 *   a stack that is none of Honua's is judged as production, the strictest.
 */
export function environmentOf(stack: string, configured: string | undefined): Environment {
  const environmentNamed = (name: string | undefined) => environmentNames.find((environment) => environment === name);
  return environmentNamed(configured) ?? environmentNamed(stack.split("-")[0]) ?? "production";
}
